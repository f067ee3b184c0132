package orderflow.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MakefileTest {
  private static final Pattern TARGET = Pattern.compile("(?m)^build-(\\w+): MODULE = ([\\w-]+)$");
  private static final Pattern RULE = Pattern.compile("(?m)^(build-\\w+ ?)+:$");

  @Test
  void each_function_has_a_target_that_builds_its_module() {
    assertThat(targets(Repository.text("Makefile"))).isEqualTo(modules());
  }

  @ParameterizedTest
  @CsvSource({
    "build-AuthorizerFunction: MODULE,build-Authorizer: MODULE",
    "OrdersHttpFunction: MODULE = orders-service,OrdersHttpFunction: MODULE = auth-service"
  })
  void a_planted_fault_is_found(String found, String planted) {
    String makefile = Repository.text("Makefile");
    assertThat(makefile).contains(found);

    assertThat(targets(makefile.replace(found, planted))).isNotEqualTo(modules());
  }

  @Test
  void each_target_is_in_the_rule_that_builds() {
    String makefile = Repository.text("Makefile");

    String rule = RULE.matcher(makefile).results().findFirst().orElseThrow().group();

    assertThat(targets(makefile).keySet())
        .allSatisfy(id -> assertThat(rule).contains("build-" + id));
  }

  @Test
  void each_module_exists() {
    assertThat(targets(Repository.text("Makefile")).values())
        .isNotEmpty()
        .allSatisfy(
            module -> assertThat(Files.exists(Repository.path(module + "/pom.xml"))).isTrue());
  }

  private static Map<String, String> modules() {
    Map<String, String> modules = new TreeMap<>();
    SamTemplate.ofProject()
        .resources(SamTemplate.FUNCTION)
        .forEach(
            function -> modules.put(function.id(), function.properties().path("CodeUri").asText()));
    return modules;
  }

  private static Map<String, String> targets(String makefile) {
    Map<String, String> targets = new TreeMap<>();
    TARGET.matcher(makefile).results().forEach(line -> targets.put(line.group(1), line.group(2)));
    return targets;
  }
}
