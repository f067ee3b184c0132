package orderflow.system.architecture;

import static orderflow.system.architecture.Project.PLANTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleRulesTest {
  @Test
  void the_modules_are_all_looked_at() {
    assertThat(Project.classes().stream().map(type -> type.getPackageName().split("\\.", -1)[1]))
        .contains("model", "kit", "auth", "orders", "local")
        .doesNotContain("system");
  }

  @ParameterizedTest
  @CsvSource({
    "orderflow.auth.., orderflow.orders..",
    "orderflow.orders.., orderflow.auth..",
    "orderflow.auth.., orderflow.local..",
    "orderflow.orders.., orderflow.local..",
    "orderflow.kit.., orderflow.auth..",
    "orderflow.kit.., orderflow.orders..",
    "orderflow.kit.., orderflow.local..",
    "orderflow.local.., orderflow.auth..",
    "orderflow.local.., orderflow.orders..",
    "orderflow.local.., orderflow.kit..",
  })
  void modules_that_are_deployed_apart_do_not_know_each_other(String one, String other) {
    assertThat(Violations.of(ModuleRules.independent(one, other), Project.classes())).isEmpty();
  }

  @Test
  void the_shared_model_knows_the_jdk_and_jspecify() {
    List<String> violations =
        Violations.of(ModuleRules.standsAlone("orderflow.model.."), Project.classes());

    assertThat(violations).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"orderflow.kit", "orderflow.auth", "orderflow.orders", "orderflow.local"})
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
