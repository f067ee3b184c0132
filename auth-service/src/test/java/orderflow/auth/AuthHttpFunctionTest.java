package orderflow.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orderflow.dynamodblocal.Contexts;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import org.junit.jupiter.api.Test;

final class AuthHttpFunctionTest {
  private static final String PASSWORD = "canary-password-4711";
  private static final String LOGIN = "/v1/auth/login";
  private static final String REFRESH = "/v1/auth/refresh";

  private final AuthTables tables = AuthTables.create();
  private final Lines lines = new Lines();
  private final AuthHttpFunction function = new AuthHttpFunction(tables.environment(), lines.out());

  @Test
  void a_login_answers_tokens_that_the_authorizer_accepts() {
    seed();

    APIGatewayV2HTTPResponse response = post(LOGIN, credentials("a@example.com", PASSWORD));

    Json.Obj body = body(response);
    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getHeaders())
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("Content-Type", "application/json");
    assertThat(body.members().keySet())
        .containsExactly(
            "access_token",
            "token_type",
            "expires_in",
            "refresh_token",
            "refresh_expires_in",
            "session_id",
            "scope");
    assertThat(body.get("token_type")).contains(Json.of("Bearer"));
    assertThat(body.get("expires_in")).contains(Json.of(600));
    assertThat(body.get("refresh_expires_in")).contains(Json.of(1_209_600));
    assertThat(authorize(text(body, "access_token")))
        .containsEntry("verdict", "ok")
        .containsEntry("sid", text(body, "session_id"))
        .containsEntry("scope", "orders:read orders:write");
  }

  @Test
  void every_failed_login_has_the_same_body() {
    seed();

    APIGatewayV2HTTPResponse unknown = post(LOGIN, credentials("x@example.com", PASSWORD));
    APIGatewayV2HTTPResponse wrong = post(LOGIN, credentials("a@example.com", "wrong"));

    assertThat(unknown.getStatusCode()).isEqualTo(401);
    assertThat(body(unknown).get("code")).contains(Json.of("invalid_credentials"));
    assertThat(unknown.getBody()).isEqualTo(wrong.getBody());
    assertThat(unknown.getHeaders()).isEqualTo(wrong.getHeaders());
  }

  @Test
  void a_failed_login_says_what_is_left_and_the_eleventh_how_long_to_wait() {
    APIGatewayV2HTTPResponse first = post(LOGIN, credentials("x@example.com", PASSWORD));
    for (int i = 0; i < 9; i++) {
      post(LOGIN, credentials("x@example.com", PASSWORD));
    }

    APIGatewayV2HTTPResponse limited = post(LOGIN, credentials("x@example.com", PASSWORD));

    assertThat(first.getHeaders())
        .containsEntry("RateLimit-Policy", "\"login\";q=10;w=900")
        .containsEntry("RateLimit", "\"login\";r=9;t=900");
    assertThat(limited.getStatusCode()).isEqualTo(429);
    assertThat(body(limited).get("code")).contains(Json.of("too_many_requests"));
    assertThat(limited.getHeaders())
        .containsKey("Retry-After")
        .hasEntrySatisfying(
            "RateLimit", left -> assertThat(left).matches("\"login(-source)?\";r=0;t=\\d+"));
  }

  @Test
  void without_keys_a_login_is_told_to_come_back_and_the_log_says_what_to_run() {
    seed();
    tables
        .client()
        .deleteItem(delete ->
            delete
                .tableName(tables.keyTable())
                .key(
                    Map.of(
                        "pk", attribute("PRIVATE"),
                        "sk", attribute("ROTATION"))));

    APIGatewayV2HTTPResponse response = post(LOGIN, credentials("a@example.com", PASSWORD));

    assertThat(response.getStatusCode()).isEqualTo(503);
    assertThat(response.getHeaders()).containsKey("Retry-After");
    assertThat(body(response).get("code")).contains(Json.of("service_unavailable"));
    assertThat(lines.text()).contains("AuthCommandsFunction", "EnsureKeys");
  }

  @Test
  void a_body_with_faults_names_them_all() {
    APIGatewayV2HTTPResponse response =
        post(LOGIN, "{\"email\":\"no address\",\"password\":7,\"admin\":true}");

    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(pointers(response)).containsExactlyInAnyOrder("/email", "/password", "/admin");
  }

  @Test
  void a_password_that_cannot_be_one_is_a_fault_that_is_not_quoted() {
    APIGatewayV2HTTPResponse tooLong = post(LOGIN, credentials("a@example.com", "x".repeat(257)));
    APIGatewayV2HTTPResponse broken =
        post(LOGIN, "{\"email\":\"a@example.com\",\"password\":\"canary\\ud800\"}");

    assertThat(tooLong.getStatusCode()).isEqualTo(400);
    assertThat(broken.getStatusCode()).isEqualTo(400);
    assertThat(pointers(broken)).containsExactly("/password");
    assertThat(broken.getBody()).doesNotContain("canary");
  }

  @Test
  void a_refresh_answers_new_tokens_of_the_same_session() {
    seed();
    Json.Obj login = body(post(LOGIN, credentials("a@example.com", PASSWORD)));

    APIGatewayV2HTTPResponse response = post(REFRESH, refresh(text(login, "refresh_token")));

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-store");
    assertThat(text(body(response), "session_id")).isEqualTo(text(login, "session_id"));
    assertThat(text(body(response), "refresh_token")).isNotEqualTo(text(login, "refresh_token"));
    assertThat(authorize(text(body(response), "access_token"))).containsEntry("verdict", "ok");
  }

  @Test
  void a_refresh_token_used_again_later_is_told_apart_from_an_unknown_one() {
    seed();
    String first = text(body(post(LOGIN, credentials("a@example.com", PASSWORD))), "refresh_token");
    String second = text(body(post(REFRESH, refresh(first))), "refresh_token");
    post(REFRESH, refresh(second));

    APIGatewayV2HTTPResponse reused = post(REFRESH, refresh(first));
    APIGatewayV2HTTPResponse unknown = post(REFRESH, refresh("no token"));

    assertThat(reused.getStatusCode()).isEqualTo(401);
    assertThat(body(reused).get("code")).contains(Json.of("refresh_token_reused"));
    assertThat(unknown.getStatusCode()).isEqualTo(401);
    assertThat(body(unknown).get("code")).contains(Json.of("refresh_token_invalid"));
  }

  @Test
  void the_caller_reads_the_own_account() {
    seed();
    Map<String, Object> caller = caller();

    APIGatewayV2HTTPResponse response =
        handle(HttpEvents.withCaller(HttpEvents.get("/v1/auth/me", Map.of()), caller));

    Json.Obj body = body(response);
    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getHeaders())
        .containsEntry("ETag", "\"1\"")
        .containsEntry("Cache-Control", "no-store");
    assertThat(body.get("email")).contains(Json.of("a@example.com"));
    assertThat(body.get("roles")).contains(Json.texts(List.of("customer")));
    assertThat(response.getBody()).doesNotContain("argon2", "passwordHash");
  }

  @Test
  void an_account_that_is_known_already_is_not_sent_again() {
    seed();
    APIGatewayV2HTTPEvent event = HttpEvents.get("/v1/auth/me", Map.of("if-none-match", "\"1\""));

    APIGatewayV2HTTPResponse response = handle(HttpEvents.withCaller(event, caller()));

    assertThat(response.getStatusCode()).isEqualTo(304);
    assertThat(response.getBody()).isEmpty();
    assertThat(response.getHeaders()).containsEntry("ETag", "\"1\"");
  }

  @Test
  void without_a_good_verdict_nobody_reads_an_account() {
    APIGatewayV2HTTPEvent expired =
        HttpEvents.withCaller(
            HttpEvents.get("/v1/auth/me", Map.of()), Map.of("verdict", "expired"));

    assertThat(handle(HttpEvents.get("/v1/auth/me", Map.of())).getStatusCode()).isEqualTo(401);
    assertThat(handle(expired).getStatusCode()).isEqualTo(401);
    assertThat(handle(expired).getHeaders().get("WWW-Authenticate")).contains("expired");
  }

  @Test
  void an_account_that_is_gone_makes_its_tokens_worthless() {
    Map<String, Object> caller =
        Map.of(
            "verdict", "ok",
            "sub", "usr_01HZX5T0000000000000000001",
            "exp", "99999999999",
            "scope", "orders:read");

    APIGatewayV2HTTPResponse response =
        handle(HttpEvents.withCaller(HttpEvents.get("/v1/auth/me", Map.of()), caller));

    assertThat(response.getStatusCode()).isEqualTo(401);
    assertThat(response.getHeaders()).containsKey("WWW-Authenticate");
  }

  @Test
  void the_public_keys_are_cacheable() {
    seed();

    APIGatewayV2HTTPResponse first = handle(jwks(Map.of()));
    String etag = first.getHeaders().getOrDefault("ETag", "");
    APIGatewayV2HTTPResponse second = handle(jwks(Map.of("if-none-match", etag)));

    assertThat(first.getStatusCode()).isEqualTo(200);
    assertThat(first.getHeaders()).containsEntry("Cache-Control", "public, max-age=300");
    assertThat(first.getBody()).contains("\"kty\":\"EC\"").doesNotContain("\"d\"", "pkcs8");
    assertThat(second.getStatusCode()).isEqualTo(304);
    assertThat(second.getHeaders()).containsEntry("ETag", etag);
  }

  @Test
  void without_keys_there_are_none_to_publish() {
    APIGatewayV2HTTPResponse response = handle(jwks(Map.of()));

    assertThat(response.getStatusCode()).isEqualTo(503);
    assertThat(response.getHeaders()).containsKey("Retry-After");
  }

  @Test
  void a_query_parameter_is_a_fault() {
    APIGatewayV2HTTPEvent event = jwks(Map.of());
    event.setQueryStringParameters(Map.of("kid", "x"));

    assertThat(handle(event).getStatusCode()).isEqualTo(400);
  }

  @Test
  void no_secret_is_logged() {
    seed();
    Json.Obj login = body(post(LOGIN, credentials("a@example.com", PASSWORD)));
    Json.Obj refreshed = body(post(REFRESH, refresh(text(login, "refresh_token"))));
    post(REFRESH, refresh(text(refreshed, "refresh_token")));
    post(REFRESH, refresh(text(login, "refresh_token")));
    post(LOGIN, credentials("a@example.com", "canary-wrong-0815"));
    post(LOGIN, "{\"email\":\"canary-mail\",\"password\":\"canary-password\"");

    assertThat(lines.json()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(lines.text())
        .contains("a refresh token was used again")
        .doesNotContain("canary")
        .doesNotContain(signature(text(login, "access_token")))
        .doesNotContain(secret(text(login, "refresh_token")))
        .doesNotContain(secret(text(refreshed, "refresh_token")))
        .doesNotContain("a@example.com");
  }

  @Test
  void these_are_the_routes() {
    assertThat(function.routeKeys())
        .containsExactlyInAnyOrder(
            "POST /v1/auth/register",
            "POST /v1/auth/verify-email",
            "POST /v1/auth/password-reset",
            "POST /v1/auth/password-reset/confirm",
            "POST /v1/auth/login",
            "POST /v1/auth/login/mfa",
            "POST /v1/auth/mfa/totp",
            "POST /v1/auth/mfa/totp/confirm",
            "DELETE /v1/auth/mfa/totp",
            "POST /v1/auth/refresh",
            "POST /v1/auth/logout",
            "POST /v1/auth/logout-all",
            "POST /v1/auth/password",
            "GET /v1/auth/sessions",
            "DELETE /v1/auth/sessions/{sessionId}",
            "GET /v1/auth/me",
            "GET /v1/admin/users",
            "GET /v1/admin/users/{userId}",
            "PUT /v1/admin/users/{userId}/roles",
            "POST /v1/admin/users/{userId}/disablement",
            "DELETE /v1/admin/users/{userId}/disablement",
            "GET /v1/admin/audit-events",
            "GET /v1/admin/clients",
            "POST /v1/admin/clients",
            "DELETE /v1/admin/clients/{clientId}",
            "POST /v1/admin/clients/{clientId}/secrets",
            "DELETE /v1/admin/clients/{clientId}/secrets/{secretId}",
            "POST /oauth/token",
            "POST /oauth/introspect",
            "POST /oauth/revoke",
            "GET /.well-known/oauth-authorization-server",
            "GET /.well-known/openid-configuration",
            "GET /.well-known/jwks.json");
  }

  private void seed() {
    Json item =
        Json.object()
            .with("email", "a@example.com")
            .with("password", PASSWORD)
            .with("name", "Ada")
            .with("roles", Json.texts(List.of("customer")))
            .build();
    Json event =
        Json.object()
            .with("command", "SeedAccounts")
            .with("version", 1)
            .with("items", Json.of(List.of(item)))
            .build();
    String reply =
        Commands.invoke(
            new AuthCommandsFunction(tables.environment(), new Lines().out()),
            new String(JsonWriter.write(event), UTF_8));
    assertThat(reply).contains("created");
  }

  private Map<String, Object> caller() {
    String token = text(body(post(LOGIN, credentials("a@example.com", PASSWORD))), "access_token");
    return new HashMap<>(authorize(token));
  }

  private Map<String, String> authorize(String token) {
    APIGatewayV2CustomAuthorizerEvent.RequestContext context =
        new APIGatewayV2CustomAuthorizerEvent.RequestContext();
    context.setDomainName(HttpEvents.DOMAIN);
    APIGatewayV2CustomAuthorizerEvent event = new APIGatewayV2CustomAuthorizerEvent();
    event.setHeaders(Map.of("authorization", "Bearer " + token));
    event.setRequestContext(context);
    SimpleIAMPolicyResponse response =
        new AuthorizerFunction(tables.environment(), new Lines().out())
            .handleRequest(event, Contexts.fresh());
    return response.getContext();
  }

  private APIGatewayV2HTTPResponse post(String path, String body) {
    return handle(HttpEvents.post(path, body));
  }

  private APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
    return function.handleRequest(event, Contexts.fresh());
  }

  private static APIGatewayV2HTTPEvent jwks(Map<String, String> headers) {
    return HttpEvents.get("/.well-known/jwks.json", headers);
  }

  private static String credentials(String email, String password) {
    Json.Obj body = Json.object().with("email", email).with("password", password).build();
    return new String(JsonWriter.write(body), UTF_8);
  }

  private static String refresh(String token) {
    return new String(JsonWriter.write(Json.object().with("refresh_token", token).build()), UTF_8);
  }

  private static Json.Obj body(APIGatewayV2HTTPResponse response) {
    return (Json.Obj) JsonReader.readTrusted(response.getBody().getBytes(UTF_8));
  }

  private static List<String> pointers(APIGatewayV2HTTPResponse response) {
    Json.Arr errors = (Json.Arr) body(response).get("errors").orElseThrow();
    return errors.elements().stream().map(error -> text((Json.Obj) error, "pointer")).toList();
  }

  private static String text(Json.Obj object, String name) {
    return ((Json.Str) object.get(name).orElseThrow()).value();
  }

  private static String signature(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  private static String secret(String refreshToken) {
    return refreshToken.substring(refreshToken.lastIndexOf('.') + 1);
  }

  private static software.amazon.awssdk.services.dynamodb.model.AttributeValue attribute(
      String text) {
    return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(text);
  }
}
