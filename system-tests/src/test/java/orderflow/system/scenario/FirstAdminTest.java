package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import orderflow.system.template.Repository;
import orderflow.system.template.SamTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What `docs/how-to/first-admin.md` says, done.
@ExtendWith(OneCircle.class)
class FirstAdminTest {
  private static final Pattern PAYLOAD = Pattern.compile("'(\\{\"command\":\"GrantRole\"[^']*)'");
  private static final String IN_THE_PAGE = "you@example.com";

  private final Circle circle;

  FirstAdminTest(Circle circle) {
    this.circle = circle;
  }

  @Test
  void the_output_of_the_stack_makes_a_registered_account_an_administrator() throws IOException {
    Newcomer newcomer = new Newcomer(circle, "first-admin@example.com");
    String event = payloads(output()).getFirst().replace(IN_THE_PAGE, newcomer.email());

    JsonNode tooEarly = circle.invoke("AuthCommandsFunction", event);
    assertThat(tooEarly.at("/results/0/code").asText()).isEqualTo("unknown_account");
    newcomer.register();
    JsonNode granted = circle.invoke("AuthCommandsFunction", event);

    assertThat(granted.at("/results/0/change").asText()).isEqualTo("granted");
    String token = newcomer.tokens(Newcomer.PASSWORD).path("access_token").asText();
    Client admin = circle.anyone().withToken(token);
    admin.get("/v1/admin/users").send().as(200, "UserPage");
    String userId = granted.at("/results/0/userId").asText();
    JsonNode audited =
        admin.get("/v1/admin/audit-events?target=" + userId).send().as(200, "AuditEventPage");
    assertThat(audited.at("/data").findValuesAsText("action")).contains("role.granted");
    assertThat(audited.at("/data").findValuesAsText("requestId")).contains("bootstrap-admin");
  }

  @Test
  void the_page_has_the_command_of_the_output() throws IOException {
    String page = Files.readString(Repository.path("docs/how-to/first-admin.md"));

    assertThat(payloads(page)).hasSize(2).containsOnly(payloads(output()).getFirst());
  }

  private static String output() {
    return SamTemplate.ofProject()
        .root()
        .at("/Outputs/BootstrapAdminCommand/Value")
        .path("Fn::Sub")
        .asText();
  }

  private static List<String> payloads(String text) {
    return PAYLOAD.matcher(text).results().map(FirstAdminTest::payload).toList();
  }

  private static String payload(MatchResult result) {
    return result.group(1);
  }
}
