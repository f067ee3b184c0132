package orderflow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminUserRoutesTest {
  private static final String USER = "/v1/admin/users/{userId}";
  private static final String ADMIN = "admin@example.com";
  private static final String ULRICH = "ulrich@example.com";

  private final AuthApi api = new AuthApi();
  private final Map<String, String> admin = new HashMap<>();

  @BeforeEach
  void logIn() {
    api.seed(ADMIN);
    api.command(
        """
        {"command":"GrantRole","version":1,"items":[{"email":"%s","role":"admin"}]}
        """
            .formatted(ADMIN));
    admin.put("token", AuthApi.access(api.logIn(ADMIN, "Desk")));
  }

  @Test
  void accounts_are_listed_newest_first_over_pages_that_leave_none_out() {
    IntStream.range(0, 7).forEach(n -> api.seed("user" + n + "@example.com"));

    List<String> emails = new ArrayList<>();
    Json.Obj page = list(Map.of("limit", "3"));
    emails.addAll(emails(page));
    while (page.get("next").orElseThrow() instanceof Json.Str(String next)) {
      page = list(Map.of("limit", "3", "cursor", next));
      emails.addAll(emails(page));
    }

    assertThat(emails)
        .containsExactly(
            "user6@example.com",
            "user5@example.com",
            "user4@example.com",
            "user3@example.com",
            "user2@example.com",
            "user1@example.com",
            "user0@example.com",
            ADMIN);
  }

  @Test
  void an_account_is_shown_with_its_status_and_without_its_password_hash() {
    String userId = seeded();

    APIGatewayV2HTTPResponse response = send("GET " + USER, userId, "", "");

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(AuthApi.body(response).members().keySet())
        .containsExactly("id", "email", "name", "roles", "status", "mfa", "createdAt", "updatedAt");
    assertThat(AuthApi.text(AuthApi.body(response), "status")).isEqualTo("active");
    assertThat(send("GET " + USER, "usr_nobody", "", "").getStatusCode()).isEqualTo(404);
  }

  @Test
  void roles_are_set_by_version_and_count_from_the_next_token_on() {
    String userId = seeded();
    Json.Obj tokens = api.logIn(ULRICH, "Phone");

    APIGatewayV2HTTPResponse response = setRoles(userId, etag(userId), "staff");

    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
    assertThat(response.getHeaders().get("ETag")).isEqualTo(etag(userId));
    Json.Obj next = AuthApi.body(api.refresh(AuthApi.refreshToken(tokens)));
    assertThat(AuthApi.text(next, "scope")).contains("catalog:write");
    assertThat(api.audited("roles.changed")).hasSize(1);
    assertThat(api.audited("roles.changed").toString()).contains("customer to staff");
  }

  @Test
  void a_stale_version_changes_nothing_and_is_told_the_current_one() {
    String userId = seeded();
    String seen = etag(userId);
    setRoles(userId, seen, "staff");

    APIGatewayV2HTTPResponse stale = setRoles(userId, seen, "customer");

    assertThat(stale.getStatusCode()).isEqualTo(412);
    assertThat(stale.getHeaders().get("ETag")).isEqualTo(etag(userId));
    assertThat(setRoles(userId, "", "customer").getStatusCode()).isEqualTo(428);
  }

  @Test
  void of_changes_at_once_on_one_version_one_is_made() {
    String userId = seeded();
    String seen = etag(userId);

    List<Integer> statuses =
        Concurrently.map(
            List.of("staff", "admin", "staff\",\"customer"),
            role -> setRoles(userId, seen, role).getStatusCode());

    assertThat(statuses).containsOnlyOnce(200);
    assertThat(api.audited("roles.changed")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[\"root\"]", "\"staff\"", "[7]"})
  void anything_but_a_list_of_roles_is_refused_with_a_pointer(String roles) {
    String userId = seeded();

    APIGatewayV2HTTPResponse response =
        send("PUT " + USER + "/roles", userId, "{\"roles\":%s}".formatted(roles), etag(userId));

    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(response.getBody()).contains("/roles");
  }

  @Test
  void role_changes_want_a_login_younger_than_ten_minutes() {
    String userId = seeded();
    APIGatewayV2HTTPEvent event =
        event("PUT " + USER + "/roles", userId, "{\"roles\":[\"staff\"]}", etag(userId));
    Map<String, Object> context =
        new HashMap<>(event.getRequestContext().getAuthorizer().getLambda());
    context.put("auth_time", Long.toString(Instant.now().minusSeconds(601).getEpochSecond()));

    APIGatewayV2HTTPResponse response = api.send(HttpEvents.withCaller(event, context));

    assertThat(response.getStatusCode()).isEqualTo(403);
    assertThat(AuthApi.text(AuthApi.body(response), "code")).isEqualTo("recent_login_required");
  }

  @Test
  void a_disabled_account_is_out_at_once_and_its_sessions_stay_ended_when_it_comes_back() {
    String userId = seeded();
    Json.Obj tokens = api.logIn(ULRICH, "Phone");

    assertThat(status(send("POST " + USER + "/disablement", userId, "", ""))).isEqualTo("disabled");

    assertThat(api.get("/v1/auth/me", AuthApi.access(tokens)).getStatusCode()).isEqualTo(401);
    assertThat(api.refresh(AuthApi.refreshToken(tokens)).getStatusCode()).isEqualTo(401);
    assertThat(api.tryLogIn(ULRICH, AuthApi.PASSWORD).getStatusCode()).isEqualTo(401);
    assertThat(setRoles(userId, etag(userId), "staff").getBody()).contains("account_not_active");

    assertThat(status(send("DELETE " + USER + "/disablement", userId, "", ""))).isEqualTo("active");

    assertThat(api.refresh(AuthApi.refreshToken(tokens)).getStatusCode()).isEqualTo(401);
    assertThat(api.tryLogIn(ULRICH, AuthApi.PASSWORD).getStatusCode()).isEqualTo(200);
    assertThat(api.audited("account.disabled")).hasSize(1);
    assertThat(api.audited("account.enabled")).hasSize(1);
  }

  @Test
  void sent_again_a_disablement_writes_nothing() {
    String userId = seeded();
    send("POST " + USER + "/disablement", userId, "", "");
    String etag = etag(userId);

    APIGatewayV2HTTPResponse again = send("POST " + USER + "/disablement", userId, "", "");

    assertThat(again.getStatusCode()).isEqualTo(200);
    assertThat(etag(userId)).isEqualTo(etag);
    assertThat(api.audited("account.disabled")).hasSize(1);
  }

  @Test
  void nobody_changes_the_roles_of_the_own_account_or_puts_it_out_of_use() {
    String own = AuthApi.text(AuthApi.body(api.get("/v1/auth/me", token())), "id");

    assertThat(setRoles(own, etag(own), "customer").getBody()).contains("own_account");
    assertThat(send("POST " + USER + "/disablement", own, "", "").getBody())
        .contains("own_account");
    assertThat(etag(own)).as("seeded, then granted").isEqualTo("\"2\"");
  }

  @Test
  void without_the_scope_nothing_is_shown_or_changed() {
    String userId = seeded();
    admin.put("token", AuthApi.access(api.logIn(ULRICH, "Phone")));

    assertThat(send("GET " + USER, userId, "", "").getStatusCode()).isEqualTo(403);
    assertThat(setRoles(userId, "*", "admin").getStatusCode()).isEqualTo(403);
    assertThat(send("POST " + USER + "/disablement", userId, "", "").getStatusCode())
        .isEqualTo(403);
    assertThat(send("DELETE " + USER + "/disablement", userId, "", "").getStatusCode())
        .isEqualTo(403);
  }

  private String seeded() {
    api.seed(ULRICH);
    Json.Arr accounts = (Json.Arr) list(Map.of()).get("data").orElseThrow();
    return AuthApi.text((Json.Obj) accounts.elements().getFirst(), "id");
  }

  private Json.Obj list(Map<String, String> query) {
    APIGatewayV2HTTPEvent event = HttpEvents.get("/v1/admin/users", Map.of());
    event.setQueryStringParameters(new HashMap<>(query));
    APIGatewayV2HTTPResponse response = api.send(api.as(token(), event));
    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
    return AuthApi.body(response);
  }

  private static List<String> emails(Json.Obj page) {
    return ((Json.Arr) page.get("data").orElseThrow())
        .elements().stream().map(user -> AuthApi.text((Json.Obj) user, "email")).toList();
  }

  private String etag(String userId) {
    return String.valueOf(send("GET " + USER, userId, "", "").getHeaders().get("ETag"));
  }

  private APIGatewayV2HTTPResponse setRoles(String userId, String etag, String role) {
    return send("PUT " + USER + "/roles", userId, "{\"roles\":[\"%s\"]}".formatted(role), etag);
  }

  private APIGatewayV2HTTPResponse send(String route, String userId, String body, String etag) {
    return api.send(event(route, userId, body, etag));
  }

  private APIGatewayV2HTTPEvent event(String route, String userId, String body, String etag) {
    APIGatewayV2HTTPEvent event = HttpEvents.of(route, "userId", userId);
    Map<String, String> headers = new HashMap<>(event.getHeaders());
    if (!etag.isEmpty()) {
      headers.put("if-match", etag);
    }
    event.setHeaders(headers);
    if (!body.isEmpty()) {
      event.setBody(body);
    }
    return api.as(token(), event);
  }

  private String token() {
    return admin.getOrDefault("token", "");
  }

  private static String status(APIGatewayV2HTTPResponse response) {
    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
    return AuthApi.text(AuthApi.body(response), "status");
  }
}
