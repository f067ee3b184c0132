package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What administrators do to accounts and programs, and what is seen of it elsewhere.
@ExtendWith(OneCircle.class)
class AdministrationTest {
  private final Circle circle;

  AdministrationTest(Circle circle) {
    this.circle = circle;
  }

  @Test
  void a_role_that_is_given_opens_routes_with_the_next_token() {
    Newcomer person = registered();
    Client admin = circle.logIn("admin@example.com");
    Answer user = admin.get(user(person)).send();
    user.as(200, "User");
    tokens(person).get("/v1/imports").send().problem(403, "insufficient_scope");

    JsonNode given =
        admin
            .call("PUT", user(person) + "/roles")
            .header("If-Match", user.header("ETag"))
            .json("{\"roles\":[\"customer\",\"staff\"]}")
            .as(200, "User");

    assertThat(given.path("roles")).extracting(JsonNode::asText).contains("staff");
    tokens(person).get("/v1/imports").send().as(200, "ImportPage");
    assertThat(audited(admin, person)).contains("roles.changed");
  }

  @Test
  void a_disabled_account_is_refused_at_once_until_it_is_enabled() {
    Newcomer person = registered();
    Client before = tokens(person);
    Client admin = circle.logIn("admin@example.com");
    String disablement = user(person) + "/disablement";

    admin.post(disablement).send().as(200, "User");
    before.get("/v1/auth/me").send().problem(401, "unauthenticated");
    person.logIn(Newcomer.PASSWORD).problem(401, "invalid_credentials");
    admin.call("DELETE", disablement).send().as(200, "User");

    tokens(person).get("/v1/auth/me").send().as(200, "Account");
    assertThat(audited(admin, person)).contains("account.disabled", "account.enabled");
  }

  @Test
  void a_client_sees_what_tokens_are_worth_and_nothing_after_it_was_deleted() {
    Client admin = circle.logIn("admin@example.com");
    OAuthClient program = OAuthClient.make(circle.anyone(), admin, "orders:read");
    String token = program.token("orders:read");
    JsonNode session = registered().tokens(Newcomer.PASSWORD);
    String refresh = session.path("refresh_token").asText();

    assertThat(program.isActive(token)).isTrue();
    assertThat(program.isActive(refresh)).isTrue();
    assertThat(program.isActive("no.such.token")).isFalse();
    Answer revoked = OAuthClient.form(circle.anyone(), "/oauth/revoke", "token=" + refresh);
    assertThat(revoked.status()).as("%s", revoked).isEqualTo(200);
    assertThat(program.isActive(refresh)).isFalse();
    assertThat(program.isActive(session.path("access_token").asText())).isFalse();

    Answer deleted = admin.call("DELETE", "/v1/admin/clients/" + program.id()).send();

    assertThat(deleted.status()).as("%s", deleted).isEqualTo(204);
    Answer refused = program.introspect(token);
    assertThat(refused.as(401, "OAuthError").path("error").asText()).isEqualTo("invalid_client");
    assertThat(refused.header("WWW-Authenticate")).startsWith("Basic");
    assertThat(
            admin
                .get("/v1/admin/clients")
                .send()
                .as(200, "ClientPage")
                .findValuesAsText("clientId"))
        .doesNotContain(program.id());
  }

  @Test
  void the_refresh_grant_rotates_as_the_refresh_route_does() {
    JsonNode session = registered().tokens(Newcomer.PASSWORD);

    JsonNode next =
        OAuthClient.form(
                circle.anyone(),
                "/oauth/token",
                "grant_type=refresh_token&refresh_token=" + session.path("refresh_token").asText())
            .as(200, "OAuthTokenAnswer");

    assertThat(next.path("refresh_token").asText())
        .isNotEmpty()
        .isNotEqualTo(session.path("refresh_token").asText());
    circle
        .anyone()
        .withToken(next.path("access_token").asText())
        .get("/v1/auth/me")
        .send()
        .as(200, "Account");
  }

  @Test
  void what_others_verify_our_tokens_with_is_found_and_cached() {
    JsonNode metadata =
        circle
            .anyone()
            .get("/.well-known/oauth-authorization-server")
            .send()
            .as(200, "AuthorizationServerMetadata");
    circle
        .anyone()
        .get("/.well-known/openid-configuration")
        .send()
        .as(200, "AuthorizationServerMetadata");

    String path = URI.create(metadata.path("jwks_uri").asText()).getPath();
    Answer keys = circle.anyone().get(path).send();
    Answer unchanged =
        circle.anyone().get(path).header("If-None-Match", keys.header("ETag")).send();

    keys.as(200, "Jwks");
    assertThat(keys.header("Cache-Control")).contains("max-age=");
    assertThat(unchanged.status()).isEqualTo(304);
  }

  private String user(Newcomer person) {
    return "/v1/admin/users/"
        + tokens(person).get("/v1/auth/me").send().as(200, "Account").path("id").asText();
  }

  private List<String> audited(Client admin, Newcomer person) {
    String id = user(person).substring("/v1/admin/users/".length());
    return admin
        .get("/v1/admin/audit-events?target=" + id)
        .send()
        .as(200, "AuditEventPage")
        .findValuesAsText("action");
  }

  private Client tokens(Newcomer person) {
    return circle
        .anyone()
        .withToken(person.tokens(Newcomer.PASSWORD).path("access_token").asText());
  }

  private Newcomer registered() {
    Newcomer person =
        new Newcomer(circle, "admin-" + Shop.newKey().substring(0, 8) + "@example.com");
    person.register();
    return person;
  }
}
