package orderflow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import java.util.Set;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `POST /oauth/introspect` and `POST /oauth/revoke`.
final class TokenStateTest {
  private static final String ME = "/v1/auth/me";
  private static final Json.Obj INACTIVE = Json.object().with("active", false).build();

  private final OAuthApi oauth = new OAuthApi();
  private final Json.Obj client = oauth.client("orders:read");

  @Test
  void a_persons_access_token_is_active_with_what_it_says() {
    Json.Obj login = oauth.logIn();

    Json.Obj state = introspect(AuthApi.access(login));

    assertThat(state.members().keySet())
        .containsExactly(
            "active", "token_type", "scope", "client_id", "sub", "aud", "iss", "iat", "exp", "jti");
    assertThat(state.get("active")).contains(new Json.Bool(true));
    assertThat(AuthApi.text(state, "client_id")).isEqualTo("first-party");
    assertThat(AuthApi.text(state, "sub")).startsWith("usr_");
    assertThat(AuthApi.text(state, "iss")).isEqualTo("https://" + HttpEvents.DOMAIN);
  }

  @Test
  void a_clients_access_token_is_active_while_there_is_the_client() {
    Json.Obj other = oauth.client("orders:read");
    String token = oauth.token(other);

    Json.Obj before = introspect(token);
    oauth.delete(OAuthApi.id(other));

    assertThat(AuthApi.text(before, "sub")).isEqualTo(OAuthApi.id(other));
    assertThat(AuthApi.text(before, "scope")).isEqualTo("orders:read");
    assertThat(introspect(token)).isEqualTo(INACTIVE);
  }

  @Test
  void a_refresh_token_is_active_until_it_is_used() {
    String token = AuthApi.refreshToken(oauth.logIn());

    Json.Obj state = introspect(token);
    String next = AuthApi.refreshToken(AuthApi.body(oauth.api.refresh(token)));

    assertThat(state.members().keySet())
        .isEqualTo(Set.of("active", "scope", "client_id", "sub", "iss", "exp"));
    assertThat(introspect(token)).isEqualTo(INACTIVE);
    assertThat(introspect(next).get("active")).contains(new Json.Bool(true));
  }

  @Test
  void nothing_of_a_session_that_is_over_is_active() {
    Json.Obj login = oauth.logIn();

    oauth.api.logOut(AuthApi.refreshToken(login));

    assertThat(introspect(AuthApi.access(login))).isEqualTo(INACTIVE);
    assertThat(introspect(AuthApi.refreshToken(login))).isEqualTo(INACTIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "a.b.c",
        "eyJhbGciOiJub25lIn0.e30.",
        "usr_01HZX5T0000000000000000001.ses_01HZX5T0000000000000000001."
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void what_is_no_token_of_ours_is_inactive_and_revoking_it_is_no_error(String token) {
    assertThat(introspect(token)).isEqualTo(INACTIVE);

    APIGatewayV2HTTPResponse response = oauth.form(OAuthApi.REVOKE, Map.of("token", token));

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getBody()).isEmpty();
  }

  @Test
  void an_access_token_with_another_signature_is_inactive() {
    String token = AuthApi.access(oauth.logIn());
    String other = oauth.token(client);

    String forged =
        token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

    assertThat(introspect(forged)).isEqualTo(INACTIVE);
  }

  @Test
  void only_clients_ask_about_tokens() {
    String token = AuthApi.access(oauth.logIn());

    APIGatewayV2HTTPResponse response = oauth.form(OAuthApi.INTROSPECT, Map.of("token", token));

    assertThat(response.getStatusCode()).isEqualTo(401);
    assertThat(OAuthApi.error(response)).isEqualTo("invalid_client");
    assertThat(response.getHeaders()).containsKey("WWW-Authenticate");
  }

  @ParameterizedTest
  @ValueSource(strings = {OAuthApi.INTROSPECT, OAuthApi.REVOKE})
  void a_form_without_a_token_or_with_two_is_invalid(String path) {
    APIGatewayV2HTTPResponse none = oauth.as(client, path, Map.of());
    APIGatewayV2HTTPResponse two =
        oauth.form(
            path, "token=a&token=b", OAuthApi.basic(OAuthApi.id(client), OAuthApi.secret(client)));

    assertThat(OAuthApi.error(none)).isEqualTo("invalid_request");
    assertThat(OAuthApi.error(two)).isEqualTo("invalid_request");
    assertThat(none.getStatusCode()).isEqualTo(400);
  }

  @Test
  void whoever_holds_a_refresh_token_ends_its_session_and_may_say_so_again() {
    Json.Obj login = oauth.logIn();
    Map<String, String> form =
        Map.of("token", AuthApi.refreshToken(login), "token_type_hint", "access_token");

    APIGatewayV2HTTPResponse first = oauth.form(OAuthApi.REVOKE, form);
    APIGatewayV2HTTPResponse again = oauth.form(OAuthApi.REVOKE, form);

    assertThat(first.getStatusCode()).isEqualTo(200);
    assertThat(again.getStatusCode()).isEqualTo(200);
    assertThat(first.getHeaders()).containsEntry("Cache-Control", "no-store");
    assertThat(oauth.api.get(ME, AuthApi.access(login)).getStatusCode()).isEqualTo(401);
    assertThat(oauth.api.refresh(AuthApi.refreshToken(login)).getStatusCode()).isEqualTo(401);
    assertThat(oauth.audited("session.ended")).hasSize(1);
  }

  @Test
  void whoever_holds_an_access_token_ends_its_session() {
    Json.Obj login = oauth.logIn();

    APIGatewayV2HTTPResponse response =
        oauth.form(
            OAuthApi.REVOKE, Map.of("token", AuthApi.access(login), "client_id", "first-party"));

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(oauth.api.refresh(AuthApi.refreshToken(login)).getStatusCode()).isEqualTo(401);
    assertThat(introspect(AuthApi.access(login))).isEqualTo(INACTIVE);
  }

  @Test
  void a_client_does_not_end_what_was_issued_to_another() {
    Json.Obj login = oauth.logIn();
    String others = oauth.token(oauth.client("orders:read"));

    for (String token : Set.of(AuthApi.refreshToken(login), AuthApi.access(login), others)) {
      APIGatewayV2HTTPResponse response = oauth.as(client, OAuthApi.REVOKE, Map.of("token", token));

      assertThat(response.getStatusCode()).isEqualTo(400);
      assertThat(OAuthApi.error(response)).isEqualTo("invalid_grant");
    }
    assertThat(oauth.api.get(ME, AuthApi.access(login)).getStatusCode()).isEqualTo(200);
  }

  @Test
  void a_clients_own_access_token_cannot_be_revoked_and_nobody_else_may_try() {
    String token = oauth.token(client);

    APIGatewayV2HTTPResponse own = oauth.as(client, OAuthApi.REVOKE, Map.of("token", token));
    APIGatewayV2HTTPResponse nobody = oauth.form(OAuthApi.REVOKE, Map.of("token", token));

    assertThat(own.getStatusCode()).isEqualTo(400);
    assertThat(OAuthApi.error(own)).isEqualTo("unsupported_token_type");
    assertThat(nobody.getStatusCode()).isEqualTo(401);
    assertThat(OAuthApi.error(nobody)).isEqualTo("invalid_client");
  }

  @Test
  void a_wrong_secret_ends_nothing() {
    Json.Obj login = oauth.logIn();

    APIGatewayV2HTTPResponse response =
        oauth.form(
            OAuthApi.REVOKE,
            OAuthApi.encoded(Map.of("token", AuthApi.refreshToken(login))),
            OAuthApi.basic(OAuthApi.id(client), "ofs_guess"));

    assertThat(OAuthApi.error(response)).isEqualTo("invalid_client");
    assertThat(oauth.api.get(ME, AuthApi.access(login)).getStatusCode()).isEqualTo(200);
  }

  private Json.Obj introspect(String token) {
    APIGatewayV2HTTPResponse response =
        oauth.as(client, OAuthApi.INTROSPECT, Map.of("token", token));
    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
    assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-store");
    return AuthApi.body(response);
  }
}
