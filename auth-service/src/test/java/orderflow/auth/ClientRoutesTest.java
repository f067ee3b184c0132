package orderflow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `/v1/admin/clients` and what is below it.
final class ClientRoutesTest {
  private final OAuthApi oauth = new OAuthApi();

  @Test
  void a_client_is_made_with_a_secret_that_is_told_once() {
    APIGatewayV2HTTPResponse response = oauth.create("k-1", "Shop", "orders:read", "orders:write");

    Json.Obj client = AuthApi.body(response);
    assertThat(response.getStatusCode()).isEqualTo(201);
    assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-store");
    assertThat(client.members().keySet())
        .containsExactly(
            "clientId", "name", "scopes", "secrets", "createdAt", "updatedAt", "clientSecret");
    assertThat(OAuthApi.id(client)).startsWith("cli_");
    assertThat(client.get("scopes")).contains(Json.texts(List.of("orders:read", "orders:write")));
    assertThat(OAuthApi.secret(client)).matches("ofs_[A-Za-z0-9_-]{43}");
    assertThat(data(oauth.list(oauth.admin, Map.of())).getFirst().members().keySet())
        .containsExactly("clientId", "name", "scopes", "secrets", "createdAt", "updatedAt");
  }

  @Test
  void a_replay_answers_the_same_client_and_cannot_tell_its_secret() {
    Json.Obj first = AuthApi.body(oauth.create("k-1", "Shop", "orders:read"));

    APIGatewayV2HTTPResponse replay = oauth.create("k-1", "Shop", "orders:read");

    assertThat(replay.getStatusCode()).isEqualTo(201);
    assertThat(replay.getHeaders()).containsEntry("Idempotent-Replayed", "true");
    assertThat(OAuthApi.id(AuthApi.body(replay))).isEqualTo(OAuthApi.id(first));
    assertThat(AuthApi.body(replay).get("clientSecret")).isEmpty();
    assertThat(oauth.audited("client.created")).hasSize(1);
    assertThat(data(oauth.list(oauth.admin, Map.of()))).hasSize(1);
  }

  @Test
  void a_key_is_needed_and_is_good_for_one_client() {
    Json body =
        Json.object()
            .with("name", "Shop")
            .with("scopes", Json.texts(List.of("orders:read")))
            .build();
    oauth.create("k-1", "Shop", "orders:read");

    APIGatewayV2HTTPResponse without = oauth.create(Map.of(), body);
    APIGatewayV2HTTPResponse other = oauth.create("k-1", "Shop", "orders:write");

    assertThat(without.getStatusCode()).isEqualTo(400);
    assertThat(OAuthApi.code(without)).isEqualTo("idempotency_key_required");
    assertThat(other.getStatusCode()).isEqualTo(422);
    assertThat(OAuthApi.code(other)).isEqualTo("idempotency_key_reused");
  }

  @Test
  void the_same_request_sent_many_times_at_once_makes_one_client() {
    List<Integer> statuses =
        Concurrently.map(
            Collections.nCopies(6, "k-1"),
            key -> oauth.create(key, "Shop", "orders:read").getStatusCode());

    assertThat(statuses).isSubsetOf(201, 409).contains(201);
    assertThat(data(oauth.list(oauth.admin, Map.of()))).hasSize(1);
  }

  @Test
  void every_fault_of_the_body_is_told_at_once() {
    APIGatewayV2HTTPResponse response =
        oauth.create(
            Map.of("idempotency-key", "k-1"),
            Json.object()
                .with("name", "")
                .with("scopes", Json.texts(List.of("orders:read", "orders:everything")))
                .with("secret", "mine")
                .build());
    APIGatewayV2HTTPResponse none =
        oauth.create(
            Map.of("idempotency-key", "k-1"),
            Json.object().with("name", "Shop").with("scopes", Json.texts(List.of())).build());

    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(response.getBody())
        .contains("\"/name\"", "\"/scopes/1\"", "\"/secret\"")
        .contains("must be one of accounts:admin, catalog:write")
        .doesNotContain("\"/scopes/0\"");
    assertThat(none.getStatusCode()).isEqualTo(400);
  }

  @Test
  void a_secret_is_replaced_without_a_moment_in_which_there_is_none() {
    Json.Obj client = oauth.client("orders:read");

    Json.Obj second = AuthApi.body(oauth.addSecret(OAuthApi.id(client)));
    Json.Obj renewed =
        Json.object()
            .with("clientId", OAuthApi.id(client))
            .with("clientSecret", OAuthApi.secret(second))
            .build();

    assertThat(oauth.token(client)).isNotEmpty();
    assertThat(oauth.token(renewed)).isNotEmpty();
    String old = OAuthApi.secretIds(client).getFirst();
    assertThat(oauth.removeSecret(OAuthApi.id(client), old).getStatusCode()).isEqualTo(204);
    assertThat(oauth.token(renewed)).isNotEmpty();
    assertThat(
            OAuthApi.error(
                oauth.as(client, OAuthApi.TOKEN, Map.of("grant_type", "client_credentials"))))
        .isEqualTo("invalid_client");
    assertThat(OAuthApi.secretIds(data(oauth.list(oauth.admin, Map.of())).getFirst()))
        .containsExactly(AuthApi.text(second, "secretId"));
  }

  @Test
  void a_third_secret_is_refused() {
    Json.Obj client = oauth.client("orders:read");
    oauth.addSecret(OAuthApi.id(client));

    APIGatewayV2HTTPResponse third = oauth.addSecret(OAuthApi.id(client));

    assertThat(third.getStatusCode()).isEqualTo(409);
    assertThat(OAuthApi.code(third)).isEqualTo("too_many_secrets");
    assertThat(oauth.audited("client.secret_added")).hasSize(1);
  }

  @Test
  void of_secrets_added_at_once_one_is_made() {
    Json.Obj client = oauth.client("orders:read");

    List<Integer> statuses =
        Concurrently.map(
            Collections.nCopies(6, OAuthApi.id(client)), id -> oauth.addSecret(id).getStatusCode());

    assertThat(statuses).containsOnlyOnce(201).isSubsetOf(201, 409, 503);
    assertThat(OAuthApi.secretIds(data(oauth.list(oauth.admin, Map.of())).getFirst())).hasSize(2);
  }

  @Test
  void a_deleted_client_is_gone_at_once_on_every_route_of_this_service() {
    Json.Obj client = oauth.client("accounts:admin");
    String token = oauth.token(client);
    assertThat(oauth.list(token, Map.of()).getStatusCode()).isEqualTo(200);

    assertThat(oauth.delete(OAuthApi.id(client)).getStatusCode()).isEqualTo(204);

    assertThat(oauth.list(token, Map.of()).getStatusCode()).isEqualTo(401);
    assertThat(oauth.delete(OAuthApi.id(client)).getStatusCode()).isEqualTo(404);
    assertThat(oauth.addSecret(OAuthApi.id(client)).getStatusCode()).isEqualTo(404);
    assertThat(
            OAuthApi.error(
                oauth.as(client, OAuthApi.TOKEN, Map.of("grant_type", "client_credentials"))))
        .isEqualTo("invalid_client");
    assertThat(data(oauth.list(oauth.admin, Map.of()))).isEmpty();
  }

  @Test
  void what_is_no_id_is_no_client_and_no_secret() {
    Json.Obj client = oauth.client("orders:read");

    assertThat(oauth.delete("cli_1").getStatusCode()).isEqualTo(404);
    assertThat(oauth.addSecret("cli_1").getStatusCode()).isEqualTo(404);
    assertThat(oauth.removeSecret(OAuthApi.id(client), "sec_1").getStatusCode()).isEqualTo(404);
    assertThat(
            oauth
                .removeSecret(OAuthApi.id(client), "sec_01HZX5T0000000000000000001")
                .getStatusCode())
        .isEqualTo(404);
  }

  @Test
  void the_list_has_the_newest_first_in_pages() {
    List<String> made =
        List.of("a", "b", "c").stream().map(name -> created("Client " + name)).toList();

    APIGatewayV2HTTPResponse first = oauth.list(oauth.admin, Map.of("limit", "2"));
    String next = AuthApi.text(AuthApi.body(first), "next");
    APIGatewayV2HTTPResponse second = oauth.list(oauth.admin, Map.of("limit", "2", "cursor", next));

    assertThat(first.getHeaders()).containsKey("Link");
    assertThat(data(first).stream().map(OAuthApi::id))
        .containsExactlyElementsOf(made.reversed().subList(0, 2));
    assertThat(data(second).stream().map(OAuthApi::id)).containsExactly(made.getFirst());
    assertThat(AuthApi.body(second).get("next")).contains(new Json.Null());
  }

  @Test
  void nobody_but_an_admin_sees_or_makes_clients() {
    String customer = AuthApi.access(oauth.logIn());

    assertThat(oauth.list(customer, Map.of()).getStatusCode()).isEqualTo(403);
    assertThat(oauth.list("no token", Map.of()).getStatusCode()).isEqualTo(401);
    assertThat(
            oauth
                .api
                .send(oauth.api.as(customer, HttpEvents.post(OAuthApi.CLIENTS, "{}")))
                .getStatusCode())
        .isEqualTo(403);
  }

  @Test
  void a_change_needs_a_login_that_is_not_old() {
    Json.Obj client = oauth.client("orders:read");
    Map<String, Object> caller = new HashMap<>(oauth.api.verdict(oauth.admin));
    caller.put("auth_time", "1000000000");
    Map<String, String> path = Map.of("clientId", OAuthApi.id(client));
    List<APIGatewayV2HTTPEvent> changes =
        List.of(
            HttpEvents.post(OAuthApi.CLIENTS, "{}"),
            HttpEvents.on("DELETE", "/v1/admin/clients/{clientId}", path),
            HttpEvents.on("POST", "/v1/admin/clients/{clientId}/secrets", path));

    for (APIGatewayV2HTTPEvent change : changes) {
      APIGatewayV2HTTPResponse response = oauth.api.send(HttpEvents.withCaller(change, caller));

      assertThat(response.getStatusCode()).as(change.getRouteKey()).isEqualTo(403);
      assertThat(OAuthApi.code(response)).isEqualTo("recent_login_required");
    }
  }

  @Test
  void every_change_is_written_down_with_its_effect() {
    Json.Obj client = oauth.client("orders:read", "jobs:admin");
    String id = OAuthApi.id(client);
    oauth.addSecret(id);
    oauth.removeSecret(id, OAuthApi.secretIds(client).getFirst());
    oauth.delete(id);

    assertThat(oauth.audited("client.created").getFirst())
        .containsEntry("target", AttributeValue.fromS(id))
        .containsEntry("detail", AttributeValue.fromS("jobs:admin orders:read"))
        .hasEntrySatisfying("actor", actor -> assertThat(actor.s()).startsWith("usr_"));
    assertThat(oauth.audited("client.secret_added")).hasSize(1);
    assertThat(oauth.audited("client.secret_removed")).hasSize(1);
    assertThat(oauth.audited("client.deleted")).hasSize(1);
  }

  @Test
  void no_item_and_no_log_line_holds_a_secret() {
    Json.Obj client = oauth.client("orders:read");
    Json.Obj second = AuthApi.body(oauth.addSecret(OAuthApi.id(client)));
    oauth.token(client);

    assertThat(TestTables.scan(oauth.api.tables.authTable()).toString())
        .doesNotContain(OAuthApi.secret(client), OAuthApi.secret(second));
    assertThat(oauth.api.lines.text())
        .doesNotContain(OAuthApi.secret(client), OAuthApi.secret(second));
  }

  private String created(String name) {
    return OAuthApi.id(AuthApi.body(oauth.create(name.replace(' ', '-'), name, "orders:read")));
  }

  private static List<Json.Obj> data(APIGatewayV2HTTPResponse response) {
    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
    return ((Json.Arr) AuthApi.body(response).get("data").orElseThrow())
        .elements().stream().map(Json.Obj.class::cast).toList();
  }
}
