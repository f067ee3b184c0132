package orderflow.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class OutputsTest {
  private static final Pattern PAYLOAD = Pattern.compile("--payload '([^']*)'");

  @Test
  void every_function_table_and_bucket_has_its_name_as_output() {
    SamTemplate template = SamTemplate.ofProject();
    Set<String> named = new TreeSet<>(template.functionIds());
    template.resources(SamTemplate.TABLE).forEach(table -> named.add(table.id()));
    template.resources("AWS::S3::Bucket").forEach(bucket -> named.add(bucket.id()));

    Set<String> outputs = new TreeSet<>();
    template
        .root()
        .path("Outputs")
        .forEach(output -> outputs.add(output.at("/Value/Ref").asText()));

    assertThat(outputs).containsAll(named);
  }

  @Test
  void the_first_admin_is_made_by_a_command_to_the_alias() throws Exception {
    JsonNode output = SamTemplate.ofProject().root().at("/Outputs/BootstrapAdminCommand/Value");
    String command = output.path("Fn::Sub").asText();

    Matcher payload = PAYLOAD.matcher(command);

    assertThat(command).contains("--function-name ${AuthCommandsFunction}:live");
    assertThat(payload.find()).isTrue();
    JsonNode event = new ObjectMapper().readTree(payload.group(1));
    assertThat(event.path("command").asText()).isEqualTo("GrantRole");
    assertThat(event.path("version").asInt()).isEqualTo(1);
    assertThat(event.at("/items/0/role").asText()).isEqualTo("admin");
  }
}
