package orderflow.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class RegistrationRoutesTest {
  private static final String EMAIL = "hedwig@example.com";
  private static final String TAKEN = "taken@example.com";
  private static final String NEW = "nine quiet herons wade";
  private static final String WRONG = "0000-0000";

  private final Mailroom room = new Mailroom();
  private final AuthApi api = room.api;

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void the_mailed_code_makes_an_account_that_logs_in_as_a_customer() {
    api.seed(TAKEN);

    assertThat(status(register(EMAIL))).isEqualTo(202);
    room.deliver();
    assertThat(status(api.tryLogIn(EMAIL, NEW))).as("before the code").isEqualTo(401);
    assertThat(status(verify(EMAIL, room.lastMail().code()))).isEqualTo(204);

    APIGatewayV2HTTPResponse login = api.tryLogIn(EMAIL, NEW);
    assertThat(status(login)).isEqualTo(200);
    assertThat(AuthApi.text(AuthApi.body(login), "scope")).isEqualTo("orders:read orders:write");
    assertThat(api.audited("account.registered")).hasSize(1);
    assertThat(api.audited("account.verified")).hasSize(1);
  }

  @Test
  void the_mail_comes_from_the_sender_in_text_and_html_and_says_how_long_the_code_is_good() {
    register(EMAIL);
    room.deliver();

    Mailroom.Mail mail = room.lastMail();
    assertThat(mail.from()).isEqualTo(Mailroom.SENDER);
    assertThat(mail.to()).isEqualTo(EMAIL);
    assertThat(mail.subject()).isEqualTo("Your code for orderflow");
    assertThat(mail.text()).contains(mail.code(), "15 minutes");
    assertThat(mail.html()).contains(mail.code(), "15 minutes", "<html");
  }

  @Test
  void a_taken_address_gets_the_same_answer_and_its_owner_a_notice_without_a_code() {
    api.seed(TAKEN);

    APIGatewayV2HTTPResponse free = register(EMAIL);
    APIGatewayV2HTTPResponse taken = register(TAKEN);
    room.deliver();

    assertThat(status(taken)).isEqualTo(status(free));
    assertThat(taken.getBody()).isEqualTo(free.getBody());
    assertThat(withoutId(taken)).isEqualTo(withoutId(free));
    assertThat(room.lastMail().to()).isEqualTo(TAKEN);
    assertThat(room.lastMail().subject()).isEqualTo("You have an orderflow account already");
    assertThat(api.audited("account.registered_again")).hasSize(1);
    assertThat(status(api.tryLogIn(TAKEN, AuthApi.PASSWORD))).as("it is as before").isEqualTo(200);
    assertThat(status(api.tryLogIn(TAKEN, NEW))).isEqualTo(401);
  }

  @Test
  void what_is_stored_does_not_tell_a_taken_address_from_a_new_one() {
    api.seed(TAKEN);

    register(EMAIL);
    register(TAKEN);
    room.deliver();

    List<Map<String, Object>> claims =
        TestTables.scan(api.tables.authTable()).stream()
            .filter(item -> String.valueOf(item.get("pk")).contains("CLAIM#"))
            .map(RegistrationRoutesTest::shape)
            .toList();
    assertThat(claims).hasSize(2);
    assertThat(claims.get(0)).isEqualTo(claims.get(1));
  }

  @Test
  void a_wrong_code_and_an_address_that_nobody_registered_get_the_same_answer() {
    register(EMAIL);
    room.deliver();

    APIGatewayV2HTTPResponse wrong = verify(EMAIL, WRONG);
    APIGatewayV2HTTPResponse unknown = verify("nobody@example.com", WRONG);

    assertThat(status(wrong)).isEqualTo(422);
    assertThat(code(wrong)).isEqualTo("email_code_invalid");
    assertThat(withoutId(unknown)).isEqualTo(withoutId(wrong));
    assertThat(AuthApi.text(AuthApi.body(unknown), "detail"))
        .isEqualTo(AuthApi.text(AuthApi.body(wrong), "detail"));
    assertThat(api.audited("account.code_refused")).hasSize(1);
  }

  @Test
  void five_wrong_codes_use_the_right_one_up() {
    register(EMAIL);
    room.deliver();
    for (int i = 0; i < 5; i++) {
      verify(EMAIL, WRONG);
    }

    assertThat(status(verify(EMAIL, room.lastMail().code()))).isEqualTo(422);
    assertThat(status(api.tryLogIn(EMAIL, NEW))).isEqualTo(401);
  }

  @Test
  void of_many_guesses_at_once_five_are_looked_at() {
    register(EMAIL);
    room.deliver();

    List<Integer> statuses =
        Concurrently.map(Collections.nCopies(12, WRONG), guess -> status(verify(EMAIL, guess)));

    assertThat(statuses).isSubsetOf(422, 503);
    assertThat(api.audited("account.code_refused")).hasSize(5);
    assertThat(status(verify(EMAIL, room.lastMail().code()))).isEqualTo(422);
  }

  @Test
  void a_code_works_once_and_of_many_uses_at_once_one_makes_the_account() {
    register(EMAIL);
    room.deliver();
    String code = room.lastMail().code();

    List<Integer> statuses =
        Concurrently.map(Collections.nCopies(6, code), same -> status(verify(EMAIL, same)));

    assertThat(statuses).containsOnlyOnce(204);
    assertThat(api.audited("account.verified")).hasSize(1);
    assertThat(status(verify(EMAIL, code))).isEqualTo(422);
  }

  @Test
  void a_code_is_typed_in_any_case_and_with_what_looks_alike() {
    register(EMAIL);
    room.deliver();
    String typed = room.lastMail().code().toLowerCase(Locale.ROOT).replace('0', 'o');

    assertThat(status(verify(EMAIL, " " + typed.replace("-", "") + " "))).isEqualTo(204);
  }

  @Test
  void after_a_quarter_of_an_hour_the_code_is_worth_nothing() {
    register(EMAIL);
    room.deliver();

    room.moveClock(Duration.ofMinutes(15));

    assertThat(status(verify(EMAIL, room.lastMail().code()))).isEqualTo(422);
  }

  @Test
  void a_later_registration_makes_the_earlier_code_worthless() {
    register(EMAIL);
    room.deliver();
    String first = room.lastMail().code();
    register(EMAIL);
    room.deliver();

    assertThat(status(verify(EMAIL, first))).isEqualTo(422);
    assertThat(status(verify(EMAIL, room.lastMail().code()))).isEqualTo(204);
  }

  @Test
  void an_event_that_comes_twice_is_mailed_once() {
    register(EMAIL);
    String event = room.queued.getFirst();
    room.deliver();

    assertThat(api.command(event)).contains("nothing_to_do");

    assertThat(room.mails()).hasSize(1);
    assertThat(status(verify(EMAIL, room.lastMail().code()))).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({"500", "503", "429"})
  void a_mail_that_failed_is_tried_again_with_a_fresh_code(int refusal) {
    register(EMAIL);
    String event = room.queued.getFirst();
    room.refusals.add(refusal);

    assertThatThrownBy(room::deliver).hasMessageContaining("a mail was not sent");
    api.command(event);

    assertThat(room.refusals).isEmpty();
    assertThat(status(verify(EMAIL, room.lastMail().code()))).isEqualTo(204);
  }

  @Test
  void a_mail_that_ses_refuses_for_good_is_not_tried_again_and_the_reason_is_told() {
    register(EMAIL);
    room.refusals.add(400);

    assertThat(room.deliver()).singleElement().asString().contains("mail_refused", "MAIL_FROM");
    assertThat(room.mails()).isEmpty();
  }

  @Test
  void without_a_sender_no_mail_goes_out_and_the_reply_says_what_to_set() {
    try (Mailroom silent = new Mailroom("")) {
      assertThat(status(silent.api.post("/v1/auth/register", body(EMAIL, NEW)))).isEqualTo(202);

      assertThat(silent.deliver())
          .singleElement()
          .asString()
          .contains("mail_not_configured", "MailFrom");
    }
  }

  @Test
  void mails_that_cannot_be_ordered_do_not_change_the_answer() {
    room.lambdaStatus.set(500);
    assertThat(status(register(EMAIL))).isEqualTo(202);
    room.lambdaStatus.set(403);
    assertThat(status(register(EMAIL))).isEqualTo(202);
    room.lambdaStatus.set(202);
    assertThat(status(register(EMAIL))).isEqualTo(202);

    room.deliver();

    assertThat(status(verify(EMAIL, room.lastMail().code()))).isEqualTo(204);
  }

  @Test
  void five_mails_an_hour_to_one_address_are_let_through_whether_it_has_an_account_or_not() {
    api.seed(TAKEN);
    for (int i = 0; i < 5; i++) {
      assertThat(status(register(EMAIL))).isEqualTo(202);
      assertThat(status(register(TAKEN))).isEqualTo(202);
    }

    APIGatewayV2HTTPResponse free = register(EMAIL);
    APIGatewayV2HTTPResponse taken = register(TAKEN);

    assertThat(status(free)).isEqualTo(429);
    assertThat(free.getHeaders()).containsKeys("Retry-After", "RateLimit", "RateLimit-Policy");
    assertThat(status(taken)).isEqualTo(429);
    room.moveClock(Duration.ofHours(1));
    assertThat(status(register(EMAIL))).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({
    "short password, must have 15 to 256 characters",
    "hedwig hedwig hedwig, is among the first to be guessed"
  })
  void a_password_that_the_rules_do_not_allow_is_refused_with_the_reason(
      String weak, String reason) {
    APIGatewayV2HTTPResponse response = api.post("/v1/auth/register", body(EMAIL, weak));

    assertThat(status(response)).isEqualTo(400);
    assertThat(response.getBody()).contains("\"/password\"", "the password " + reason);
    assertThat(room.queued).isEmpty();
  }

  @Test
  void all_faults_of_the_body_are_told_at_once() {
    APIGatewayV2HTTPResponse response =
        api.post(
            "/v1/auth/register",
            Json.object().with("email", "no address").with("name", 7).with("admin", true).build());

    assertThat(status(response)).isEqualTo(400);
    assertThat(response.getBody()).contains("/email", "/password", "/name", "/admin");
  }

  @Test
  void neither_an_event_nor_an_item_holds_the_code_or_the_password() {
    register(EMAIL);
    assertThat(room.queued.toString()).doesNotContain(EMAIL, NEW);
    room.deliver();

    String code = room.lastMail().code();
    assertThat(TestTables.scan(api.tables.authTable()).toString())
        .doesNotContain(code, code.replace("-", ""), NEW);
  }

  private APIGatewayV2HTTPResponse register(String email) {
    return api.post("/v1/auth/register", body(email, NEW));
  }

  private static Json body(String email, String password) {
    return Json.object()
        .with("email", email)
        .with("password", password)
        .with("name", "Hedwig")
        .build();
  }

  private APIGatewayV2HTTPResponse verify(String email, String code) {
    return api.post(
        "/v1/auth/verify-email", Json.object().with("email", email).with("code", code).build());
  }

  private static Map<String, Object> shape(Map<String, AttributeValue> item) {
    Map<String, Object> shape = new HashMap<>();
    item.forEach((name, value) -> shape.put(name, value.type()));
    shape.put("issued", item.get("issued"));
    shape.put("mailed", item.get("mailed"));
    return shape;
  }

  private static Map<String, String> withoutId(APIGatewayV2HTTPResponse response) {
    Map<String, String> headers = new HashMap<>(response.getHeaders());
    headers.remove("X-Request-Id");
    return headers;
  }

  private static int status(APIGatewayV2HTTPResponse response) {
    return response.getStatusCode();
  }

  private static String code(APIGatewayV2HTTPResponse response) {
    return AuthApi.text(AuthApi.body(response), "code");
  }
}
