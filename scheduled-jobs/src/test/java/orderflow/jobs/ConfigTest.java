package orderflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {
  private static final Map<String, String> COMPLETE =
      Map.of(
          "JOBS_TABLE", "t",
          "ORDER_COMMANDS_FUNCTION", "o",
          "AUTH_COMMANDS_FUNCTION", "a",
          "REPORTS_BUCKET", "r",
          "DEAD_LETTER_BUCKET", "d");

  @Test
  void nobody_gets_mail_unless_said_otherwise() {
    assertThat(RunJobConfig.from(COMPLETE).reportRecipients()).isEmpty();
  }

  @Test
  void recipients_need_a_sender() {
    Map<String, String> environment = new HashMap<>(COMPLETE);
    environment.put("REPORT_RECIPIENTS", "a@example.com, b@example.com");

    assertThatThrownBy(() -> RunJobConfig.from(environment)).hasMessageContaining("MAIL_FROM");
    environment.put("MAIL_FROM", "shop@example.com");
    assertThat(RunJobConfig.from(environment).reportRecipients())
        .containsExactly("a@example.com", "b@example.com");
  }

  @Test
  void every_fault_is_named_in_one_message() {
    assertThatThrownBy(() -> RunJobConfig.from(Map.of("LOG_LEVEL", "LOUD")))
        .hasMessageContaining("JOBS_TABLE")
        .hasMessageContaining("ORDER_COMMANDS_FUNCTION")
        .hasMessageContaining("AUTH_COMMANDS_FUNCTION")
        .hasMessageContaining("REPORTS_BUCKET")
        .hasMessageContaining("DEAD_LETTER_BUCKET")
        .hasMessageContaining("LOG_LEVEL");
    assertThatThrownBy(() -> JobsConfig.from(Map.of()))
        .hasMessageContaining("JOBS_TABLE")
        .hasMessageContaining("RUN_JOB_FUNCTION");
  }
}
