package orderflow.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class TemplateRulesTest {
  @ParameterizedTest
  @EnumSource
  void the_template_keeps_the_rule(Rule rule) {
    SamTemplate template = SamTemplate.ofProject();

    List<String> faults = rule.faults(template);

    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("orderflow.system.template.PlantedFaults#all")
  void a_planted_fault_is_found(Rule rule, String found, String planted, String fault) {
    String yaml = Repository.text("template.yaml");
    assertThat(yaml).as("the text a fault is planted in").contains(found);
    SamTemplate template = SamTemplate.parse(yaml.replace(found, planted));

    List<String> faults = rule.faults(template);

    assertThat(faults).anySatisfy(line -> assertThat(line).contains(fault));
  }
}
