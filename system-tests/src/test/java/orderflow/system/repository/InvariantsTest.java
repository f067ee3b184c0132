package orderflow.system.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orderflow.system.template.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class InvariantsTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!Rule|---).*$");

  @ParameterizedTest
  @MethodSource("enforcers")
  void a_test_that_enforces_a_rule_exists(String type, String method) throws IOException {
    Map<String, Path> tests = tests();

    assertThat(tests).containsKey(type);
    assertThat(Files.readString(Path.of(String.valueOf(tests.get(type)))))
        .contains("void " + method + "(");
  }

  @Test
  void each_rule_has_an_enforcer() {
    List<String> rows =
        ROW.matcher(Repository.text("INVARIANTS.md")).results().map(row -> row.group()).toList();

    assertThat(rows)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.split("\\|", -1)[2]).contains("`"));
  }

  static Stream<Arguments> enforcers() {
    return TEST.matcher(Repository.text("INVARIANTS.md"))
        .results()
        .map(found -> Arguments.arguments(found.group(1), found.group(2)));
  }

  private static Map<String, Path> tests() throws IOException {
    Map<String, Path> tests = new TreeMap<>();
    for (Path module : Repository.files("", "")) {
      Path sources = module.resolve("src/test/java");
      if (Files.isDirectory(sources)) {
        try (Stream<Path> files = Files.walk(sources)) {
          files
              .filter(file -> file.toString().endsWith("Test.java"))
              .forEach(
                  file -> tests.put(String.valueOf(file.getFileName()).replace(".java", ""), file));
        }
      }
    }
    return tests;
  }
}
