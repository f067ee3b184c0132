package orderflow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.HashMap;
import java.util.Map;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `POST /oauth/token`.
final class OAuthTokenTest {
  private static final Map<String, String> FOR_ITSELF = Map.of("grant_type", "client_credentials");
  private static final int MOST_FAILURES = 10;

  private final OAuthApi oauth = new OAuthApi();

  @Test
  void a_client_gets_a_token_for_itself_that_the_authorizer_accepts() {
    Json.Obj client = oauth.client("orders:write", "orders:read");

    APIGatewayV2HTTPResponse response = oauth.as(client, OAuthApi.TOKEN, FOR_ITSELF);

    Json.Obj body = AuthApi.body(response);
    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getHeaders())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("Pragma", "no-cache");
    assertThat(body.members().keySet())
        .containsExactly("access_token", "token_type", "expires_in", "scope");
    assertThat(body.get("token_type")).contains(Json.of("Bearer"));
    assertThat(body.get("expires_in")).contains(Json.of(600));
    assertThat(oauth.api.verdict(AuthApi.access(body)))
        .containsEntry("verdict", "ok")
        .containsEntry("sub", OAuthApi.id(client))
        .containsEntry("client_id", OAuthApi.id(client))
        .containsEntry("roles", "")
        .containsEntry("scope", "orders:read orders:write")
        .doesNotContainKeys("sid", "auth_time", "amr");
  }

  @Test
  void the_secret_may_be_in_the_form() {
    Json.Obj client = oauth.client("orders:read");

    APIGatewayV2HTTPResponse response = withForm(client, Map.of());

    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
  }

  @Test
  void a_token_may_be_confined_to_a_part_of_the_scopes() {
    Json.Obj client = oauth.client("orders:write", "orders:read", "imports:write");

    Json.Obj body = AuthApi.body(withForm(client, Map.of("scope", "orders:read imports:write")));

    assertThat(AuthApi.text(body, "scope")).isEqualTo("imports:write orders:read");
    assertThat(oauth.api.verdict(AuthApi.access(body)))
        .containsEntry("scope", "imports:write orders:read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders:write", "orders:read orders:write", "openid", "orders:read  "})
  void a_scope_that_the_client_may_not_have_is_refused(String scope) {
    Json.Obj client = oauth.client("orders:read");

    APIGatewayV2HTTPResponse response = withForm(client, Map.of("scope", scope));

    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(OAuthApi.error(response)).isEqualTo("invalid_scope");
  }

  @Test
  void who_does_not_show_the_right_secret_is_no_client() {
    Json.Obj client = oauth.client("orders:read");
    String body = OAuthApi.encoded(FOR_ITSELF);

    APIGatewayV2HTTPResponse wrong =
        oauth.form(OAuthApi.TOKEN, body, OAuthApi.basic(OAuthApi.id(client), "ofs_guess"));
    APIGatewayV2HTTPResponse unknown =
        oauth.form(
            OAuthApi.TOKEN, body, OAuthApi.basic("cli_01HZX5T0000000000000000001", "ofs_guess"));
    APIGatewayV2HTTPResponse noId =
        oauth.form(OAuthApi.TOKEN, body, OAuthApi.basic("shop", "ofs_guess"));

    assertThat(wrong.getStatusCode()).isEqualTo(401);
    assertThat(OAuthApi.error(wrong)).isEqualTo("invalid_client");
    assertThat(wrong.getHeaders().get("WWW-Authenticate")).startsWith("Basic ");
    assertThat(wrong.getBody()).isEqualTo(unknown.getBody()).isEqualTo(noId.getBody());
    assertThat(oauth.audited("client.refused")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer abc", "Basic", "Basic ???", "Basic YWJj", "Basic JTp4", "Digest a b"})
  void a_header_that_is_not_basic_is_no_client(String header) {
    APIGatewayV2HTTPResponse response =
        oauth.form(OAuthApi.TOKEN, OAuthApi.encoded(FOR_ITSELF), Map.of("authorization", header));

    assertThat(response.getStatusCode()).isEqualTo(401);
    assertThat(OAuthApi.error(response)).isEqualTo("invalid_client");
    assertThat(response.getHeaders()).containsKey("WWW-Authenticate");
  }

  @Test
  void without_a_secret_nobody_gets_a_token_for_itself() {
    Json.Obj client = oauth.client("orders:read");

    APIGatewayV2HTTPResponse nobody = oauth.form(OAuthApi.TOKEN, FOR_ITSELF);
    APIGatewayV2HTTPResponse byName =
        oauth.form(
            OAuthApi.TOKEN,
            Map.of("grant_type", "client_credentials", "client_id", OAuthApi.id(client)));

    assertThat(OAuthApi.error(nobody)).isEqualTo("invalid_client");
    assertThat(OAuthApi.error(byName)).isEqualTo("invalid_client");
    assertThat(byName.getStatusCode()).isEqualTo(401);
  }

  @Test
  void two_ways_to_say_who_one_is_are_one_too_many() {
    Json.Obj client = oauth.client("orders:read");
    Map<String, String> both = new HashMap<>(FOR_ITSELF);
    both.put("client_id", OAuthApi.id(client));

    APIGatewayV2HTTPResponse sameId = oauth.as(client, OAuthApi.TOKEN, both);
    both.put("client_secret", OAuthApi.secret(client));
    APIGatewayV2HTTPResponse twice = oauth.as(client, OAuthApi.TOKEN, both);
    APIGatewayV2HTTPResponse otherId =
        oauth.as(
            client,
            OAuthApi.TOKEN,
            Map.of("grant_type", "client_credentials", "client_id", "cli_other"));

    assertThat(sameId.getStatusCode()).isEqualTo(200);
    assertThat(twice.getStatusCode()).isEqualTo(400);
    assertThat(OAuthApi.error(twice)).isEqualTo("invalid_request");
    assertThat(OAuthApi.error(otherId)).isEqualTo("invalid_request");
  }

  @ParameterizedTest
  @CsvSource({
    "scope=orders%3Aread, invalid_request",
    "'', invalid_request",
    "grant_type=, invalid_request",
    "grant_type=refresh_token&grant_type=refresh_token, invalid_request",
    "grant_type=%zz, invalid_request",
    "grant_type=refresh_token, invalid_request",
    "grant_type=client_credentials&client_secret=ofs_x, invalid_request",
    "grant_type=password&username=a&password=b, unsupported_grant_type",
    "grant_type=authorization_code&code=x, unsupported_grant_type",
    "grant_type=refresh_token&refresh_token=x, invalid_grant",
    "grant_type=refresh_token&refresh_token=x&scope=everything, invalid_scope"
  })
  void each_error_is_named_as_the_rfc_names_it(String form, String error) {
    APIGatewayV2HTTPResponse response = oauth.form(OAuthApi.TOKEN, form, Map.of());

    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(OAuthApi.error(response)).isEqualTo(error);
    assertThat(AuthApi.body(response).members().keySet())
        .containsExactly("error", "error_description");
    assertThat(AuthApi.text(AuthApi.body(response), "error_description"))
        .matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-store");
  }

  @Test
  void what_is_no_form_or_says_its_secrets_in_the_address_is_a_problem() {
    APIGatewayV2HTTPEvent inAddress = HttpEvents.form(OAuthApi.TOKEN, "", Map.of());
    inAddress.setQueryStringParameters(Map.of("grant_type", "client_credentials"));

    assertThat(oauth.api.post(OAuthApi.TOKEN, Json.object().build()).getStatusCode())
        .isEqualTo(415);
    assertThat(oauth.api.send(inAddress).getStatusCode()).isEqualTo(400);
  }

  @Test
  void a_refresh_token_gives_its_successor_as_on_the_route_of_sessions() {
    Json.Obj login = oauth.logIn();

    APIGatewayV2HTTPResponse response = refresh(AuthApi.refreshToken(login), Map.of());

    Json.Obj body = AuthApi.body(response);
    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
    assertThat(AuthApi.session(body)).isEqualTo(AuthApi.session(login));
    assertThat(AuthApi.refreshToken(body)).isNotEqualTo(AuthApi.refreshToken(login));
    assertThat(oauth.api.refresh(AuthApi.refreshToken(body)).getStatusCode()).isEqualTo(200);
  }

  @Test
  void a_refresh_token_that_was_used_up_ends_the_session() {
    String first = AuthApi.refreshToken(oauth.logIn());
    String second = AuthApi.refreshToken(AuthApi.body(refresh(first, Map.of())));
    String third = AuthApi.refreshToken(AuthApi.body(refresh(second, Map.of())));

    APIGatewayV2HTTPResponse reused = refresh(first, Map.of());

    assertThat(reused.getStatusCode()).isEqualTo(400);
    assertThat(OAuthApi.error(reused)).isEqualTo("invalid_grant");
    assertThat(OAuthApi.error(refresh(third, Map.of()))).isEqualTo("invalid_grant");
    assertThat(oauth.api.lines.text()).contains("a refresh token was used again");
  }

  @Test
  void a_refresh_may_be_confined_and_the_next_one_has_all_scopes_again() {
    String token = AuthApi.refreshToken(oauth.logIn());

    Json.Obj less = AuthApi.body(refresh(token, Map.of("scope", "orders:read")));
    Json.Obj all = AuthApi.body(refresh(AuthApi.refreshToken(less), Map.of()));

    assertThat(AuthApi.text(less, "scope")).isEqualTo("orders:read");
    assertThat(oauth.api.verdict(AuthApi.access(less))).containsEntry("scope", "orders:read");
    assertThat(AuthApi.text(all, "scope")).isEqualTo("orders:read orders:write");
  }

  @Test
  void a_refresh_for_more_than_the_account_may_do_leaves_the_token_as_it_was() {
    String token = AuthApi.refreshToken(oauth.logIn());

    APIGatewayV2HTTPResponse more = refresh(token, Map.of("scope", "accounts:admin"));

    assertThat(more.getStatusCode()).isEqualTo(400);
    assertThat(OAuthApi.error(more)).isEqualTo("invalid_scope");
    assertThat(refresh(token, Map.of()).getStatusCode()).isEqualTo(200);
  }

  @Test
  void who_makes_a_token_up_is_not_told_what_its_account_may_do() {
    String token = AuthApi.refreshToken(oauth.logIn());
    String madeUp = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(43);

    APIGatewayV2HTTPResponse more = refresh(madeUp, Map.of("scope", "accounts:admin"));

    assertThat(OAuthApi.error(more)).isEqualTo("invalid_grant");
  }

  @Test
  void a_client_with_a_secret_cannot_use_a_token_that_was_not_issued_to_it() {
    Json.Obj client = oauth.client("orders:read");
    String token = AuthApi.refreshToken(oauth.logIn());
    Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", token);

    APIGatewayV2HTTPResponse response = oauth.as(client, OAuthApi.TOKEN, form);

    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(OAuthApi.error(response)).isEqualTo("invalid_grant");
    assertThat(refresh(token, Map.of("client_id", "first-party")).getStatusCode()).isEqualTo(200);
  }

  @Test
  void wrong_secrets_are_counted_and_then_told_to_wait_and_the_right_one_passes() {
    Json.Obj client = oauth.client("orders:read");
    for (int i = 0; i < MOST_FAILURES; i++) {
      assertThat(guess(client, "192.0.2.1").getStatusCode()).isEqualTo(401);
    }

    APIGatewayV2HTTPResponse limited = guess(client, "192.0.2.77");

    assertThat(limited.getStatusCode()).isEqualTo(429);
    assertThat(OAuthApi.code(limited)).isEqualTo("too_many_requests");
    assertThat(limited.getHeaders())
        .containsKey("Retry-After")
        .containsEntry("RateLimit-Policy", "\"client-secret\";q=10;w=900")
        .hasEntrySatisfying("RateLimit", left -> assertThat(left).contains("r=0"));
    assertThat(oauth.token(client)).isNotEmpty();
    assertThat(guess(client, "198.51.100.1").getStatusCode()).isEqualTo(401);
    assertThat(oauth.audited("client.refused")).hasSize(MOST_FAILURES + 1);
  }

  private APIGatewayV2HTTPResponse guess(Json.Obj client, String address) {
    APIGatewayV2HTTPEvent event =
        HttpEvents.form(
            OAuthApi.TOKEN,
            OAuthApi.encoded(FOR_ITSELF),
            OAuthApi.basic(OAuthApi.id(client), "ofs_guess"));
    event.getRequestContext().getHttp().setSourceIp(address);
    return oauth.api.send(event);
  }

  private APIGatewayV2HTTPResponse withForm(Json.Obj client, Map<String, String> more) {
    Map<String, String> form = new HashMap<>(FOR_ITSELF);
    form.put("client_id", OAuthApi.id(client));
    form.put("client_secret", OAuthApi.secret(client));
    form.putAll(more);
    return oauth.form(OAuthApi.TOKEN, form);
  }

  private APIGatewayV2HTTPResponse refresh(String token, Map<String, String> more) {
    Map<String, String> form = new HashMap<>(more);
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", token);
    return oauth.form(OAuthApi.TOKEN, form);
  }
}
