package orderflow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PasswordRoutesTest {
  private static final String EMAIL = "margarethe@example.com";
  private static final String ME = "/v1/auth/me";
  private static final String NEW = "nine quiet herons wade";
  private static final int MOST_FAILURES = 10;

  private final AuthApi api = new AuthApi();

  @Test
  void the_session_that_asks_goes_on_and_every_other_ends() {
    api.seed(EMAIL);
    Json.Obj phone = api.logIn(EMAIL, "Phone");
    Json.Obj laptop = api.logIn(EMAIL, "Laptop");

    APIGatewayV2HTTPResponse response = change(phone, AuthApi.PASSWORD, NEW);

    assertThat(response.getStatusCode()).isEqualTo(204);
    assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-store");
    assertThat(api.get(ME, AuthApi.access(laptop)).getStatusCode()).isEqualTo(401);
    assertThat(status(api.refresh(AuthApi.refreshToken(laptop)))).isEqualTo(401);
    assertThat(api.get(ME, AuthApi.access(phone)).getStatusCode()).isEqualTo(200);
    assertThat(status(api.refresh(AuthApi.refreshToken(phone)))).isEqualTo(200);
    assertThat(api.audited("password.changed")).hasSize(1);
  }

  @Test
  void from_then_on_the_new_password_logs_in_and_the_old_one_does_not() {
    api.seed(EMAIL);

    change(api.logIn(EMAIL, "Phone"), AuthApi.PASSWORD, NEW);

    assertThat(status(logIn(NEW))).isEqualTo(200);
    assertThat(code(logIn(AuthApi.PASSWORD))).isEqualTo("invalid_credentials");
  }

  @Test
  void a_wrong_present_password_changes_nothing_and_is_counted_and_told() {
    api.seed(EMAIL);
    Json.Obj phone = api.logIn(EMAIL, "Phone");

    APIGatewayV2HTTPResponse response = change(phone, "another password of mine", NEW);

    assertThat(status(response)).isEqualTo(401);
    assertThat(code(response)).isEqualTo("invalid_credentials");
    assertThat(response.getHeaders()).containsKeys("RateLimit", "RateLimit-Policy");
    assertThat(api.audited("password.change_refused")).hasSize(1);
    assertThat(status(logIn(AuthApi.PASSWORD))).isEqualTo(200);
  }

  @Test
  void who_guesses_with_a_stolen_token_is_held_up_like_who_guesses_at_the_login() {
    api.seed(EMAIL);
    Json.Obj stolen = api.logIn(EMAIL, "Phone");
    for (int i = 0; i < MOST_FAILURES; i++) {
      assertThat(status(change(stolen, "guess number " + i, NEW))).isEqualTo(401);
    }

    APIGatewayV2HTTPResponse response = change(stolen, AuthApi.PASSWORD, NEW);

    assertThat(status(response)).isEqualTo(429);
    assertThat(response.getHeaders()).containsKey("Retry-After");
    assertThat(api.audited("password.changed")).isEmpty();
    assertThat(api.audited("password.change_refused"))
        .as("the refusals, and once that more were turned away")
        .hasSize(MOST_FAILURES + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "short password, must have 15 to 256 characters",
    "password12345678, is among the first to be guessed",
    "margarethe margarethe, is among the first to be guessed"
  })
  void what_the_rules_do_not_allow_is_refused_with_the_reason(String weak, String reason) {
    api.seed(EMAIL);
    Json.Obj phone = api.logIn(EMAIL, "Phone");

    APIGatewayV2HTTPResponse response = change(phone, AuthApi.PASSWORD, weak);

    assertThat(status(response)).isEqualTo(400);
    assertThat(response.getBody()).contains("\"/newPassword\"", "the password " + reason);
    assertThat(status(logIn(AuthApi.PASSWORD))).isEqualTo(200);
  }

  @Test
  void all_faults_of_the_body_are_told_at_once() {
    api.seed(EMAIL);
    Json.Obj phone = api.logIn(EMAIL, "Phone");

    APIGatewayV2HTTPResponse response =
        post(phone, Json.object().with("newPassword", 7).with("hint", "x").build());

    assertThat(status(response)).isEqualTo(400);
    assertThat(response.getBody()).contains("/currentPassword", "/newPassword", "/hint");
  }

  @Test
  void a_session_that_is_over_changes_no_password() {
    api.seed(EMAIL);
    Json.Obj phone = api.logIn(EMAIL, "Phone");
    api.logOut(AuthApi.refreshToken(phone));

    assertThat(status(change(phone, AuthApi.PASSWORD, NEW))).isEqualTo(401);

    assertThat(status(logIn(AuthApi.PASSWORD))).isEqualTo(200);
  }

  @Test
  void of_changes_at_once_one_is_made() {
    api.seed(EMAIL);
    Json.Obj phone = api.logIn(EMAIL, "Phone");
    List<String> wanted =
        List.of("four small boats drift", "green lamps hum softly", "under old slate roofs");

    List<Integer> statuses =
        Concurrently.map(wanted, next -> status(change(phone, AuthApi.PASSWORD, next)));

    assertThat(statuses).containsOnlyOnce(204);
    assertThat(api.audited("password.changed")).hasSize(1);
    assertThat(status(logIn(wanted.get(statuses.indexOf(204))))).isEqualTo(200);
  }

  @Test
  void no_item_holds_a_password() {
    api.seed(EMAIL);

    change(api.logIn(EMAIL, "Phone"), AuthApi.PASSWORD, NEW);

    assertThat(TestTables.scan(api.tables.authTable()).toString())
        .doesNotContain(AuthApi.PASSWORD, NEW);
  }

  private APIGatewayV2HTTPResponse change(Json.Obj tokens, String current, String next) {
    return post(
        tokens, Json.object().with("currentPassword", current).with("newPassword", next).build());
  }

  private APIGatewayV2HTTPResponse post(Json.Obj tokens, Json body) {
    return api.send(
        api.as(
            AuthApi.access(tokens),
            HttpEvents.post(
                "/v1/auth/password", new String(JsonWriter.write(body), StandardCharsets.UTF_8))));
  }

  private APIGatewayV2HTTPResponse logIn(String password) {
    return api.tryLogIn(EMAIL, password);
  }

  private static int status(APIGatewayV2HTTPResponse response) {
    return response.getStatusCode();
  }

  private static String code(APIGatewayV2HTTPResponse response) {
    return AuthApi.text(AuthApi.body(response), "code");
  }
}
