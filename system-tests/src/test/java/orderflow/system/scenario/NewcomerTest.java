package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Registration and reset: HTTP function → queue → commands function → mail → HTTP function.
@ExtendWith(OneCircle.class)
class NewcomerTest {
  private final Circle circle;

  NewcomerTest(Circle circle) {
    this.circle = circle;
  }

  @Test
  void who_registers_gets_a_code_by_mail_and_orders_with_the_account_it_makes() {
    circle.newProduct("NEW-1", 500, 3);
    Newcomer newcomer = new Newcomer(circle, "hedwig@example.com");

    newcomer.register();

    String token = newcomer.tokens(Newcomer.PASSWORD).path("access_token").asText();
    Client hedwig = circle.anyone().withToken(token);
    assertThat(hedwig.get("/v1/auth/me").send().as(200, "Account").path("email").asText())
        .isEqualTo("hedwig@example.com");
    hedwig.order("NEW-1", 1).as(201, "Order");
  }

  @Test
  void a_reset_by_mail_ends_sessions_and_is_told_to_the_owner() {
    Newcomer newcomer = new Newcomer(circle, "emil@example.com");
    newcomer.register();
    JsonNode before = newcomer.tokens(Newcomer.PASSWORD);

    newcomer.reset("seven blue ladders lean");

    newcomer.tokens("seven blue ladders lean");
    newcomer.logIn(Newcomer.PASSWORD).problem(401, "invalid_credentials");
    circle
        .anyone()
        .post("/v1/auth/refresh")
        .json("{\"refresh_token\":\"%s\"}".formatted(before.path("refresh_token").asText()))
        .problem(401, "refresh_token_invalid");
    assertThat(circle.mail("emil@example.com", "Your orderflow password was changed"))
        .contains("127.0.0.0/24");
  }
}
