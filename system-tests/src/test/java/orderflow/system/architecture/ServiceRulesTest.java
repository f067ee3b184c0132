package orderflow.system.architecture;

import static orderflow.system.architecture.Project.PLANTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"orderflow.auth", "orderflow.orders", "orderflow.imports", "orderflow.jobs"})
  void each_layer_knows_those_below_it(String root) {
    assertThat(Violations.of(ServiceRules.layers(root), Project.classes(root))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"orderflow.auth", "orderflow.orders", "orderflow.imports", "orderflow.jobs"})
  void only_stores_and_the_root_see_dynamodb(String root) {
    ArchRule rule = ServiceRules.onlyStoresSeeDynamoDb(root);

    assertThat(Violations.of(rule, Project.classes(root))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"orderflow.auth", "orderflow.orders", "orderflow.imports", "orderflow.jobs"})
  void only_the_package_for_objects_and_the_root_see_s3(String root) {
    ArchRule rule = ServiceRules.onlyStoresSeeObjects(root);

    assertThat(Violations.of(rule, Project.classes(root))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"orderflow.auth", "orderflow.orders", "orderflow.imports", "orderflow.jobs"})
  void the_domain_is_plain_java_without_a_clock(String root) {
    List<String> violations =
        Violations.of(ServiceRules.domainIsPlainJava(root), Project.classes(root));
    List<String> clocks = Violations.of(ServiceRules.domainHasNoClock(root), Project.classes(root));

    assertThat(violations).isEmpty();
    assertThat(clocks).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"orderflow.auth", "orderflow.orders", "orderflow.imports", "orderflow.jobs"})
  void only_the_root_reads_environment_clock_and_chance(String root) {
    ArchRule rule = ServiceRules.onlyTheRootReadsItsSurroundings(root);

    assertThat(Violations.of(rule, Project.classes(root))).isEmpty();
  }

  @Test
  void a_planted_upward_dependency_is_found() {
    List<String> violations = Violations.of(ServiceRules.layers(PLANTED), Project.planted());

    assertThat(violations).anyMatch(line -> line.contains("LooksUp"));
  }

  @Test
  void a_planted_edge_that_knows_another_is_found() {
    List<String> violations = Violations.of(ServiceRules.layers(PLANTED), Project.planted());

    assertThat(violations).anyMatch(line -> line.contains("KnowsStream"));
  }

  @Test
  void a_planted_class_outside_the_layers_is_found() {
    List<String> violations = Violations.of(ServiceRules.layers(PLANTED), Project.planted());

    assertThat(violations).anyMatch(line -> line.contains("Unmarked"));
  }

  @Test
  void a_planted_view_of_dynamodb_is_found() {
    List<String> violations =
        Violations.of(ServiceRules.onlyStoresSeeDynamoDb(PLANTED), Project.planted());

    assertThat(violations).isNotEmpty().allMatch(line -> line.contains("SeesDynamoDb"));
  }

  @Test
  void planted_json_and_a_clock_in_the_domain_are_found() {
    List<String> violations =
        Violations.of(ServiceRules.domainIsPlainJava(PLANTED), Project.planted());
    List<String> clocks = Violations.of(ServiceRules.domainHasNoClock(PLANTED), Project.planted());

    assertThat(violations).anyMatch(line -> line.contains("KnowsJson"));
    assertThat(clocks).isNotEmpty().allMatch(line -> line.contains("HoldsClock"));
  }

  @Test
  void planted_reads_of_environment_clock_and_chance_are_found() {
    List<String> violations =
        Violations.of(ServiceRules.onlyTheRootReadsItsSurroundings(PLANTED), Project.planted());

    assertThat(violations)
        .anyMatch(line -> line.contains("System.getenv"))
        .anyMatch(line -> line.contains("Instant.now"))
        .anyMatch(line -> line.contains("UUID.randomUUID"))
        .anyMatch(line -> line.contains("SecureRandom.<init>"))
        .anyMatch(line -> line.contains("InstantSource.system"));
  }
}
