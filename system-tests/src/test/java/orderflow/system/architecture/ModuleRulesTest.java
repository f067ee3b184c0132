package orderflow.system.architecture;

import static orderflow.system.architecture.Project.PLANTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleRulesTest {
  /// Root package of each module → those of the modules that it may use.
  private static final Map<String, List<String>> MODULES =
      Map.of(
          "model", List.of(),
          "schedule", List.of(),
          "kit", List.of("model"),
          "auth", List.of("model", "kit"),
          "orders", List.of("model", "kit"),
          "imports", List.of("model", "kit"),
          "jobs", List.of("model", "kit", "schedule"),
          "local", List.of("schedule"));

  @Test
  void the_modules_are_all_looked_at() {
    assertThat(Project.classes().stream().map(type -> type.getPackageName().split("\\.", -1)[1]))
        .contains("model", "kit", "schedule", "auth", "orders", "imports", "jobs", "local")
        .doesNotContain("system");
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void a_module_knows_those_it_may_and_no_others(String one, String other) {
    ArchRule rule = ModuleRules.independent(packages(one), packages(other));

    assertThat(Violations.of(rule, Project.classes())).isEmpty();
  }

  /// Each module with each other one that is not below it.
  static Stream<Arguments> strangers() {
    return MODULES.keySet().stream()
        .flatMap(one ->
            MODULES.keySet().stream()
                .filter(other -> !other.equals(one) && !below(one).contains(other))
                .map(other -> arguments(one, other)));
  }

  private static List<String> below(String module) {
    return MODULES.getOrDefault(module, List.of());
  }

  private static String packages(String module) {
    return "orderflow." + module + "..";
  }

  @ParameterizedTest
  @ValueSource(strings = {"orderflow.model..", "orderflow.schedule.."})
  void a_module_at_the_bottom_knows_the_jdk_and_jspecify(String packages) {
    assertThat(Violations.of(ModuleRules.standsAlone(packages), Project.classes())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orderflow.kit",
        "orderflow.auth",
        "orderflow.orders",
        "orderflow.imports",
        "orderflow.jobs",
        "orderflow.local"
      })
  void packages_form_no_cycle(String root) {
    assertThat(Violations.of(ModuleRules.acyclic(root), Project.classes())).isEmpty();
  }

  @Test
  void every_package_is_null_marked() {
    assertThat(Violations.of(ModuleRules.nullMarked(), Project.classes())).isEmpty();
  }

  @Test
  void every_name_tells_something() {
    assertThat(Violations.of(ModuleRules.tellingNames(), Project.classes())).isEmpty();
  }

  @Test
  void a_planted_dependency_between_modules_is_found() {
    String one = PLANTED + ".domain..";
    String other = PLANTED + ".application..";

    List<String> violations = Violations.of(ModuleRules.independent(one, other), Project.planted());

    assertThat(violations).isNotEmpty().allMatch(line -> line.contains("LooksUp"));
  }

  @Test
  void a_planted_library_in_a_module_that_stands_alone_is_found() {
    List<String> violations =
        Violations.of(ModuleRules.standsAlone(PLANTED + ".domain.."), Project.planted());

    assertThat(violations).anyMatch(line -> line.contains("KnowsJson"));
  }

  @Test
  void a_planted_cycle_is_found() {
    assertThat(Violations.of(ModuleRules.acyclic(PLANTED), Project.planted()))
        .anyMatch(line -> line.contains("application") && line.contains("domain"));
  }

  @Test
  void a_planted_package_without_a_mark_is_found() {
    assertThat(Violations.of(ModuleRules.nullMarked(), Project.planted()))
        .isNotEmpty()
        .allMatch(line -> line.contains("Unmarked"));
  }

  @Test
  void a_planted_empty_name_is_found() {
    assertThat(Violations.of(ModuleRules.tellingNames(), Project.planted()))
        .isNotEmpty()
        .allMatch(line -> line.contains("StockManager"));
  }
}
