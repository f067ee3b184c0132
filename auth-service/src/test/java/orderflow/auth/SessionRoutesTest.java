package orderflow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class SessionRoutesTest {
  private static final String EMAIL = "a@example.com";
  private static final String ME = "/v1/auth/me";

  private final AuthApi api = new AuthApi();

  @Test
  void a_logout_ends_the_session_of_its_refresh_token_at_once_and_no_other() {
    api.seed(EMAIL);
    Json.Obj phone = api.logIn(EMAIL, "Phone");
    Json.Obj laptop = api.logIn(EMAIL, "Laptop");

    APIGatewayV2HTTPResponse response = api.logOut(AuthApi.refreshToken(phone));

    assertThat(response.getStatusCode()).isEqualTo(204);
    assertThat(response.getBody()).isEmpty();
    assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-store");
    assertThat(code(api.refresh(AuthApi.refreshToken(phone)))).isEqualTo("refresh_token_invalid");
    assertRefused(api.get(ME, AuthApi.access(phone)));
    assertThat(api.get(ME, AuthApi.access(laptop)).getStatusCode()).isEqualTo(200);
    assertThat(api.refresh(AuthApi.refreshToken(laptop)).getStatusCode()).isEqualTo(200);
  }

  @Test
  void what_a_token_is_worth_does_not_show_in_the_answer_to_a_logout() {
    api.seed(EMAIL);
    String token = AuthApi.refreshToken(api.logIn(EMAIL, "Phone"));
    String unknownSession =
        "usr_01HZX5T0000000000000000001.ses_01HZX5T0000000000000000002."
            + token.substring(token.lastIndexOf('.') + 1);

    List<APIGatewayV2HTTPResponse> responses =
        Stream.of(token, token, unknownSession, "no token", "").map(api::logOut).toList();

    assertThat(responses.subList(0, 4))
        .extracting(APIGatewayV2HTTPResponse::getStatusCode)
        .containsOnly(204);
    assertThat(responses.subList(0, 4))
        .extracting(APIGatewayV2HTTPResponse::getHeaders)
        .containsOnly(responses.getFirst().getHeaders());
  }

  @Test
  void a_logout_without_a_token_is_a_fault_of_the_input() {
    APIGatewayV2HTTPResponse response = api.post("/v1/auth/logout", Json.object().build());

    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(response.getBody()).contains("/refresh_token");
  }

  @Test
  void a_logout_with_a_token_used_up_long_ago_ends_the_session_as_a_reuse() {
    api.seed(EMAIL);
    String first = AuthApi.refreshToken(api.logIn(EMAIL, "Phone"));
    String second = AuthApi.refreshToken(AuthApi.body(api.refresh(first)));
    String third = AuthApi.refreshToken(AuthApi.body(api.refresh(second)));

    APIGatewayV2HTTPResponse response = api.logOut(first);

    assertThat(response.getStatusCode()).isEqualTo(204);
    assertThat(code(api.refresh(third))).isEqualTo("refresh_token_reused");
    assertThat(audited("session.token_reused")).hasSize(1);
  }

  @Test
  void logging_out_everywhere_ends_each_session_and_the_next_login_is_good() {
    api.seed(EMAIL);
    Json.Obj phone = api.logIn(EMAIL, "Phone");
    Json.Obj laptop = api.logIn(EMAIL, "Laptop");

    APIGatewayV2HTTPResponse response = logOutEverywhere(AuthApi.access(phone));

    assertThat(response.getStatusCode()).isEqualTo(204);
    for (Json.Obj tokens : List.of(phone, laptop)) {
      assertThat(code(api.refresh(AuthApi.refreshToken(tokens))))
          .isEqualTo("refresh_token_invalid");
      assertRefused(api.get(ME, AuthApi.access(tokens)));
    }
    assertThat(api.get(ME, AuthApi.access(api.logIn(EMAIL, "Phone"))).getStatusCode())
        .isEqualTo(200);
    assertThat(audited("sessions.ended")).hasSize(1);
  }

  @Test
  void sessions_are_listed_the_latest_login_first_and_the_own_one_is_marked() {
    api.seed(EMAIL);
    Json.Obj phone = api.logIn(EMAIL, "Phone");
    api.logOut(AuthApi.refreshToken(api.logIn(EMAIL, "Gone")));
    api.logIn(EMAIL, "Laptop ☃");

    List<Json.Obj> sessions = data(api.get("/v1/auth/sessions", AuthApi.access(phone)));

    assertThat(sessions)
        .extracting(session -> AuthApi.text(session, "deviceName"))
        .containsExactly("Laptop ☃", "Phone");
    assertThat(sessions)
        .extracting(session -> session.get("current"))
        .containsExactly(Optional.of(Json.of(false)), Optional.of(Json.of(true)));
    assertThat(sessions.getLast().members().keySet())
        .containsExactly("id", "deviceName", "createdAt", "lastUsedAt", "expiresAt", "current");
    assertThat(AuthApi.text(sessions.getLast(), "id")).isEqualTo(AuthApi.session(phone));
  }

  @Test
  void sessions_come_in_pages() {
    api.seed(EMAIL);
    String token = AuthApi.access(api.logIn(EMAIL, "1"));
    api.logIn(EMAIL, "2");
    api.logIn(EMAIL, "3");

    APIGatewayV2HTTPResponse first = sessions(token, Map.of("limit", "2"));
    String cursor = AuthApi.text(AuthApi.body(first), "next");
    APIGatewayV2HTTPResponse second = sessions(token, Map.of("limit", "2", "cursor", cursor));

    assertThat(data(first)).hasSize(2);
    assertThat(first.getHeaders().get("Link")).contains("rel=\"next\"");
    assertThat(data(second))
        .extracting(session -> AuthApi.text(session, "deviceName"))
        .containsExactly("1");
    assertThat(AuthApi.body(second).get("next")).contains(new Json.Null());
    assertThat(sessions(token, Map.of("cursor", "x")).getStatusCode()).isEqualTo(400);
    assertThat(sessions(token, Map.of("device", "1")).getStatusCode()).isEqualTo(400);
  }

  @Test
  void another_device_is_logged_out_by_the_id_of_its_session_and_once_more_changes_nothing() {
    api.seed(EMAIL);
    Json.Obj phone = api.logIn(EMAIL, "Phone");
    Json.Obj laptop = api.logIn(EMAIL, "Laptop");

    APIGatewayV2HTTPResponse first = api.endSession(AuthApi.session(phone), AuthApi.access(laptop));
    APIGatewayV2HTTPResponse again = api.endSession(AuthApi.session(phone), AuthApi.access(laptop));

    assertThat(first.getStatusCode()).isEqualTo(204);
    assertThat(again.getStatusCode()).isEqualTo(204);
    assertThat(code(api.refresh(AuthApi.refreshToken(phone)))).isEqualTo("refresh_token_invalid");
    assertRefused(api.get(ME, AuthApi.access(phone)));
    assertThat(audited("session.ended")).hasSize(1);
  }

  @Test
  void a_foreign_session_has_the_answer_of_an_absent_one_and_lives_on() {
    api.seed(EMAIL);
    api.seed("b@example.com");
    Json.Obj own = api.logIn(EMAIL, "Phone");
    Json.Obj foreign = api.logIn("b@example.com", "Phone");

    APIGatewayV2HTTPResponse response =
        api.endSession(AuthApi.session(foreign), AuthApi.access(own));
    APIGatewayV2HTTPResponse absent =
        api.endSession("ses_01HZX5T0000000000000000002", AuthApi.access(own));

    assertThat(response.getStatusCode()).isEqualTo(404);
    assertThat(code(absent)).isEqualTo(code(response));
    // What is left of the caller's writes says nothing of whose the session is.
    assertThat(withoutLimit(absent)).isEqualTo(withoutLimit(response));
    assertThat(api.refresh(AuthApi.refreshToken(foreign)).getStatusCode()).isEqualTo(200);
  }

  private static Map<String, String> withoutLimit(APIGatewayV2HTTPResponse response) {
    Map<String, String> headers = new HashMap<>(response.getHeaders());
    headers.remove("RateLimit");
    return headers;
  }

  @ParameterizedTest
  @ValueSource(strings = {"some", "usr_01HZX5T0000000000000000001", "ses_", "ses_../ACCOUNT"})
  void what_cannot_be_the_id_of_a_session_is_not_found(String id) {
    api.seed(EMAIL);
    Json.Obj tokens = api.logIn(EMAIL, "Phone");

    assertThat(api.endSession(id, AuthApi.access(tokens)).getStatusCode()).isEqualTo(404);
  }

  @Test
  void no_route_for_callers_answers_a_token_whose_session_is_over() {
    api.seed(EMAIL);
    Json.Obj tokens = api.logIn(EMAIL, "Phone");
    String token = AuthApi.access(tokens);
    api.logOut(AuthApi.refreshToken(tokens));

    assertRefused(api.get("/v1/auth/sessions", token));
    assertRefused(logOutEverywhere(token));
    assertRefused(api.endSession(AuthApi.session(tokens), token));
    assertThat(api.verdict(token)).containsEntry("verdict", "ok");
  }

  @Test
  void a_persons_token_without_a_session_is_refused() {
    Map<String, Object> caller =
        Map.of(
            "verdict", "ok",
            "sub", "usr_01HZX5T0000000000000000001",
            "roles", "customer",
            "client_id", "first-party",
            "exp", "99999999999");

    assertRefused(api.send(HttpEvents.withCaller(HttpEvents.get(ME, Map.of()), caller)));
  }

  private APIGatewayV2HTTPResponse logOutEverywhere(String accessToken) {
    APIGatewayV2HTTPEvent event = HttpEvents.post("/v1/auth/logout-all", "");
    event.setHeaders(Map.of("x-request-id", "req-1"));
    return api.send(api.as(accessToken, event));
  }

  private APIGatewayV2HTTPResponse sessions(String accessToken, Map<String, String> query) {
    APIGatewayV2HTTPEvent event = HttpEvents.get("/v1/auth/sessions", Map.of());
    event.setQueryStringParameters(query);
    return api.send(api.as(accessToken, event));
  }

  private List<Map<String, AttributeValue>> audited(String action) {
    return TestTables.scan(api.tables.authTable()).stream()
        .filter(item -> AttributeValue.fromS(action).equals(item.get("action")))
        .toList();
  }

  private static void assertRefused(APIGatewayV2HTTPResponse response) {
    assertThat(response.getStatusCode()).isEqualTo(401);
    assertThat(code(response)).isEqualTo("unauthenticated");
    assertThat(response.getHeaders().get("WWW-Authenticate")).contains("session_ended");
  }

  private static String code(APIGatewayV2HTTPResponse response) {
    return AuthApi.text(AuthApi.body(response), "code");
  }

  private static List<Json.Obj> data(APIGatewayV2HTTPResponse response) {
    Json.Arr data = (Json.Arr) AuthApi.body(response).get("data").orElseThrow();
    return data.elements().stream().map(Json.Obj.class::cast).toList();
  }
}
