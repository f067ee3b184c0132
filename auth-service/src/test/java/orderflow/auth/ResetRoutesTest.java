package orderflow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ResetRoutesTest {
  private static final String EMAIL = "friedrich@example.com";
  private static final String NEW = "nine quiet herons wade";
  private static final String WRONG = "0000-0000";

  private final Mailroom room = new Mailroom();
  private final AuthApi api = room.api;

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void the_mailed_code_sets_another_password_and_ends_every_session() {
    api.seed(EMAIL);
    Json.Obj phone = api.logIn(EMAIL, "Phone");
    String code = requested();

    assertThat(status(confirm(code, NEW))).isEqualTo(204);

    assertThat(status(api.refresh(AuthApi.refreshToken(phone)))).isEqualTo(401);
    assertThat(status(api.get("/v1/auth/me", AuthApi.access(phone)))).isEqualTo(401);
    assertThat(status(api.tryLogIn(EMAIL, NEW))).isEqualTo(200);
    assertThat(status(api.tryLogIn(EMAIL, AuthApi.PASSWORD))).isEqualTo(401);
    assertThat(api.audited("password.reset")).hasSize(1);
    assertThat(api.audited("password.reset_requested"))
        .as("one of the request, one at the account")
        .hasSize(2);
  }

  @Test
  void the_owner_gets_a_notice_of_the_new_password() {
    api.seed(EMAIL);
    confirm(requested(), NEW);

    room.deliver();

    assertThat(room.lastMail().subject()).isEqualTo("Your orderflow password was changed");
    assertThat(room.lastMail().text()).contains("192.0.2.0/24").doesNotContain(NEW);
  }

  @Test
  void an_unknown_address_gets_the_same_answer_and_no_mail() {
    api.seed(EMAIL);

    APIGatewayV2HTTPResponse known = request(EMAIL);
    APIGatewayV2HTTPResponse unknown = request("nobody@example.com");
    room.deliver();

    assertThat(status(unknown)).isEqualTo(status(known)).isEqualTo(202);
    assertThat(unknown.getBody()).isEqualTo(known.getBody());
    assertThat(room.mails()).extracting(Mailroom.Mail::to).containsExactly(EMAIL);
  }

  @Test
  void the_code_of_a_registration_resets_no_password() {
    api.post("/v1/auth/register", Json.object().with("email", EMAIL).with("password", NEW).build());
    room.deliver();
    String code = room.lastMail().code();
    api.seed(EMAIL);
    request(EMAIL);
    room.deliver();

    assertThat(status(confirm(code, NEW))).isEqualTo(422);
    assertThat(status(api.tryLogIn(EMAIL, AuthApi.PASSWORD))).isEqualTo(200);
  }

  @Test
  void a_password_that_the_rules_do_not_allow_leaves_the_code_good() {
    api.seed(EMAIL);
    String code = requested();

    APIGatewayV2HTTPResponse refused = confirm(code, "short password");

    assertThat(status(refused)).isEqualTo(400);
    assertThat(refused.getBody()).contains("\"/newPassword\"", "15 to 256");
    assertThat(status(confirm(code, NEW))).isEqualTo(204);
  }

  @Test
  void with_a_wrong_code_the_rules_of_passwords_tell_nothing() {
    api.seed(EMAIL);
    requested();

    assertThat(status(confirm(WRONG, "short password"))).isEqualTo(422);
  }

  @Test
  void five_wrong_codes_use_the_right_one_up() {
    api.seed(EMAIL);
    String code = requested();
    Concurrently.map(Collections.nCopies(9, WRONG), guess -> status(confirm(guess, NEW)));

    assertThat(status(confirm(code, NEW))).isEqualTo(422);
    assertThat(api.audited("account.code_refused")).hasSize(5);
    assertThat(status(api.tryLogIn(EMAIL, AuthApi.PASSWORD))).isEqualTo(200);
  }

  @Test
  void of_uses_at_once_one_sets_the_password() {
    api.seed(EMAIL);
    String code = requested();
    List<String> wanted =
        List.of("four small boats drift", "green lamps hum softly", "under old slate roofs");

    List<Integer> statuses = Concurrently.map(wanted, next -> status(confirm(code, next)));

    assertThat(statuses).containsOnlyOnce(204);
    assertThat(status(api.tryLogIn(EMAIL, wanted.get(statuses.indexOf(204))))).isEqualTo(200);
  }

  @Test
  void after_a_quarter_of_an_hour_the_code_is_worth_nothing() {
    api.seed(EMAIL);
    String code = requested();

    room.moveClock(Duration.ofMinutes(15));

    assertThat(status(confirm(code, NEW))).isEqualTo(422);
  }

  @Test
  void a_reset_frees_an_account_that_somebody_has_guessed_at() {
    api.seed(EMAIL);
    for (int i = 0; i < 10; i++) {
      api.tryLogIn(EMAIL, "guess number " + i);
    }
    assertThat(status(api.tryLogIn(EMAIL, AuthApi.PASSWORD))).isEqualTo(429);

    confirm(requested(), NEW);
    room.moveClock(Duration.ofMinutes(1));

    assertThat(status(api.tryLogIn(EMAIL, NEW))).isEqualTo(200);
  }

  @Test
  void thirty_codes_in_ten_minutes_are_looked_at_from_one_network() {
    api.seed(EMAIL);
    for (int i = 0; i < 30; i++) {
      assertThat(status(confirm(WRONG, NEW))).isEqualTo(422);
    }

    APIGatewayV2HTTPResponse response = confirm(WRONG, NEW);

    assertThat(status(response)).isEqualTo(429);
    assertThat(response.getHeaders()).containsKeys("Retry-After", "RateLimit");
  }

  @Test
  void a_login_from_a_new_network_is_mailed_and_the_next_one_from_there_is_not() {
    api.seed(EMAIL);

    api.logIn(EMAIL, "Phone <1>");
    room.deliver();
    api.logIn(EMAIL, "Phone <1>");
    room.deliver();

    assertThat(room.mails()).hasSize(1);
    assertThat(room.lastMail().subject()).isEqualTo("A login to your orderflow account");
    assertThat(room.lastMail().text()).contains("192.0.2.0/24", "Phone <1>");
    assertThat(room.lastMail().html()).contains("Phone &lt;1&gt;").doesNotContain("<1>");
  }

  @Test
  void a_changed_password_is_mailed() {
    api.seed(EMAIL);
    Json.Obj phone = api.logIn(EMAIL, "Phone");
    room.deliver();

    api.send(
        api.as(
            AuthApi.access(phone),
            HttpEvents.post(
                "/v1/auth/password",
                "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}"
                    .formatted(AuthApi.PASSWORD, NEW))));
    room.deliver();

    assertThat(room.lastMail().subject()).isEqualTo("Your orderflow password was changed");
  }

  @Test
  void no_item_holds_the_code_or_the_password() {
    api.seed(EMAIL);
    String code = requested();
    assertThat(items()).doesNotContain(code, code.replace("-", ""));

    confirm(code, NEW);

    assertThat(items()).doesNotContain(NEW);
  }

  private String items() {
    return TestTables.scan(api.tables.authTable()).toString();
  }

  private String requested() {
    request(EMAIL);
    room.deliver();
    return room.lastMail().code();
  }

  private APIGatewayV2HTTPResponse request(String email) {
    return api.post("/v1/auth/password-reset", Json.object().with("email", email).build());
  }

  private APIGatewayV2HTTPResponse confirm(String code, String password) {
    return api.post(
        "/v1/auth/password-reset/confirm",
        Json.object()
            .with("email", EMAIL)
            .with("code", code)
            .with("newPassword", password)
            .build());
  }

  private static int status(APIGatewayV2HTTPResponse response) {
    return response.getStatusCode();
  }
}
