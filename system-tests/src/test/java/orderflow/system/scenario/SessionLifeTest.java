package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a person does with an account after it has been made: sessions, password, second factor.
@ExtendWith(OneCircle.class)
class SessionLifeTest {
  private static final String TOTP = "/v1/auth/mfa/totp";

  private final Circle circle;

  SessionLifeTest(Circle circle) {
    this.circle = circle;
  }

  @Test
  void an_ended_session_is_refused_at_once_and_refreshes_no_more() {
    Newcomer person = registered();
    JsonNode phone = person.tokens(Newcomer.PASSWORD);
    JsonNode laptop = person.tokens(Newcomer.PASSWORD);
    String lost = phone.path("session_id").asText();

    JsonNode listed = bearer(laptop).get("/v1/auth/sessions").send().as(200, "SessionPage");
    Answer ended = bearer(laptop).call("DELETE", "/v1/auth/sessions/" + lost).send();

    assertThat(listed.path("data").findValuesAsText("id"))
        .containsExactlyInAnyOrder(lost, laptop.path("session_id").asText());
    assertThat(ended.status()).as("%s", ended).isEqualTo(204);
    bearer(phone).get("/v1/auth/me").send().problem(401, "unauthenticated");
    refresh(phone).problem(401, "refresh_token_invalid");
    assertThat(bearer(laptop).get("/v1/auth/me").send().as(200, "Account").path("email").asText())
        .isEqualTo(person.email());
  }

  @Test
  void logout_ends_one_session_and_logout_all_the_rest() {
    Newcomer person = registered();
    JsonNode first = person.tokens(Newcomer.PASSWORD);
    JsonNode second = person.tokens(Newcomer.PASSWORD);
    JsonNode third = person.tokens(Newcomer.PASSWORD);

    Answer one = refreshTokenTo("logout", first);
    Answer again = refreshTokenTo("logout", first);
    Answer secondGoesOn = bearer(second).get("/v1/auth/me").send();
    Answer all = bearer(second).post("/v1/auth/logout-all").send();

    assertThat(one.status()).isEqualTo(204);
    assertThat(again.status()).isEqualTo(204);
    refresh(first).problem(401, "refresh_token_invalid");
    assertThat(secondGoesOn.status()).isEqualTo(200);
    assertThat(all.status()).as("%s", all).isEqualTo(204);
    bearer(second).get("/v1/auth/me").send().problem(401, "unauthenticated");
    refresh(third).problem(401, "refresh_token_invalid");
  }

  @Test
  void a_new_password_ends_the_other_sessions_and_is_the_only_one_that_works() {
    Newcomer person = registered();
    JsonNode here = person.tokens(Newcomer.PASSWORD);
    JsonNode there = person.tokens(Newcomer.PASSWORD);

    Answer changed =
        bearer(here)
            .post("/v1/auth/password")
            .json(
                "{\"currentPassword\":\"%s\",\"newPassword\":\"four dry harbours sing\"}"
                    .formatted(Newcomer.PASSWORD));

    assertThat(changed.status()).as("%s", changed).isEqualTo(204);
    bearer(here).get("/v1/auth/me").send().as(200, "Account");
    refresh(there).problem(401, "refresh_token_invalid");
    person.logIn(Newcomer.PASSWORD).problem(401, "invalid_credentials");
    person.tokens("four dry harbours sing");
  }

  @Test
  void with_a_second_factor_a_login_wants_a_code_each_time_another() {
    Newcomer person = registered();
    Client client = bearer(person.tokens(Newcomer.PASSWORD));
    Authenticator app =
        new Authenticator(client.post(TOTP).send().as(200, "TotpSecret").path("secret").asText());
    String used = app.code(circle.now());
    JsonNode codes =
        client
            .post(TOTP + "/confirm")
            .json("{\"code\":\"%s\"}".formatted(used))
            .as(200, "RecoveryCodes")
            .path("recoveryCodes");
    String recovery = codes.path(0).asText();

    code(person, used).problem(401, "mfa_code_invalid");
    code(person, recovery).as(200, "TokenAnswer");
    code(person, recovery).problem(401, "mfa_code_invalid");
    circle.moveClock(Duration.ofMinutes(1));
    JsonNode tokens = code(person, app.code(circle.now())).as(200, "TokenAnswer");

    assertThat(codes).hasSize(10);
    Answer removed =
        bearer(tokens)
            .call("DELETE", TOTP)
            .json("{\"code\":\"%s\"}".formatted(codes.path(1).asText()));
    assertThat(removed.status()).as("%s", removed).isEqualTo(204);
    person.tokens(Newcomer.PASSWORD);
  }

  /// The second step of a login whose first wants a code.
  private Answer code(Newcomer person, String code) {
    String token =
        person.logIn(Newcomer.PASSWORD).problem(401, "mfa_required").path("mfaToken").asText();
    return circle
        .anyone()
        .post("/v1/auth/login/mfa")
        .json("{\"mfaToken\":\"%s\",\"code\":\"%s\"}".formatted(token, code));
  }

  private Newcomer registered() {
    Newcomer person =
        new Newcomer(circle, "life-" + Shop.newKey().substring(0, 8) + "@example.com");
    person.register();
    return person;
  }

  private Client bearer(JsonNode tokens) {
    return circle.anyone().withToken(tokens.path("access_token").asText());
  }

  private Answer refresh(JsonNode tokens) {
    return refreshTokenTo("refresh", tokens);
  }

  private Answer refreshTokenTo(String route, JsonNode tokens) {
    return circle
        .anyone()
        .post("/v1/auth/" + route)
        .json("{\"refresh_token\":\"%s\"}".formatted(tokens.path("refresh_token").asText()));
  }
}
