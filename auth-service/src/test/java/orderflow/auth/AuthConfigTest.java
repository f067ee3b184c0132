package orderflow.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AuthConfigTest {

  @Test
  void every_key_is_read() {
    AuthConfig config =
        AuthConfig.from(
            Map.of(
                "AUTH_TABLE", "auth",
                "KEY_TABLE", "keys",
                "ISSUER_URL", "https://auth.example.com",
                "TOKEN_AUDIENCE", "shop",
                "ACCESS_TOKEN_LIFETIME", "PT5M",
                "HASHES_AT_ONCE", "8",
                "AUTH_COMMANDS_FUNCTION", "auth-commands",
                "LOG_LEVEL", "DEBUG"));

    assertThat(config)
        .isEqualTo(
            new AuthConfig(
                "auth",
                "keys",
                "https://auth.example.com",
                "shop",
                Duration.ofMinutes(5),
                8,
                "auth-commands"));
  }

  @Test
  void only_the_tables_and_the_function_have_no_default() {
    assertThat(
            AuthConfig.from(
                Map.of(
                    "AUTH_TABLE",
                    "auth",
                    "KEY_TABLE",
                    "keys",
                    "AUTH_COMMANDS_FUNCTION",
                    "commands")))
        .isEqualTo(
            new AuthConfig("auth", "keys", "", "orderflow", Duration.ofMinutes(10), 4, "commands"));
    assertThat(AuthorizerConfig.from(Map.of("KEY_TABLE", "keys", "ISSUER_URL", "")))
        .isEqualTo(new AuthorizerConfig("keys", "", "orderflow"));
    assertThat(AuthCommandsConfig.from(Map.of("AUTH_TABLE", "auth", "KEY_TABLE", "keys")))
        .isEqualTo(new AuthCommandsConfig("auth", "keys", Duration.ofMinutes(10), ""));
  }

  @Test
  void one_message_names_everything_that_is_missing_or_malformed() {
    assertThatThrownBy(() ->
            AuthConfig.from(
                Map.of(
                    "AUTH_TABLE", " ",
                    "ISSUER_URL", "auth.example.com/",
                    "ACCESS_TOKEN_LIFETIME", "PT25H",
                    "LOG_LEVEL", "LOUD")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "AUTH_TABLE is missing, expected the name of a table",
            "KEY_TABLE is missing, expected the name of a table",
            "AUTH_COMMANDS_FUNCTION is missing, expected the name or ARN of a function",
            "ISSUER_URL must be an URL",
            "ACCESS_TOKEN_LIFETIME must be an ISO-8601 duration from PT1M to PT1H, found 'PT25H'",
            "LOG_LEVEL must be one of");
  }

  @Test
  void the_other_functions_name_their_faults_too() {
    assertThatThrownBy(() -> AuthorizerConfig.from(Map.of("LOG_LEVEL", "LOUD")))
        .hasMessageContainingAll("KEY_TABLE is missing", "LOG_LEVEL");
    assertThatThrownBy(() -> AuthCommandsConfig.from(Map.of("MAIL_FROM", "shop")))
        .hasMessageContainingAll(
            "AUTH_TABLE is missing",
            "KEY_TABLE is missing",
            "MAIL_FROM must be an e-mail address such as shop@example.com, found 'shop'");
  }
}
