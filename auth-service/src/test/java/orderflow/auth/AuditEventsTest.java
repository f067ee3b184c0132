package orderflow.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orderflow.dynamodblocal.Contexts;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import org.junit.jupiter.api.Test;

/// `GET /v1/admin/audit-events`.
final class AuditEventsTest {
  private static final String CLIENT = "cli_01HZX5T0000000000000000001";
  private static final String PATH = "/v1/admin/audit-events";

  private final AuthTables tables = AuthTables.create();
  private final AuthHttpFunction function =
      new AuthHttpFunction(tables.environment(), new Lines().out());
  private final AuthCommandsFunction commands =
      new AuthCommandsFunction(tables.environment(), new Lines().out());

  @Test
  void what_was_done_today_is_listed_with_who_did_it() {
    seed("a@example.com");
    grant("a@example.com", "staff");

    Json.Obj entry = data(list(Map.of("limit", "1"))).getFirst();

    assertThat(entry.members().keySet())
        .containsExactly(
            "id", "occurredAt", "action", "actor", "target", "source", "requestId", "detail");
    assertThat(entry.get("action")).contains(Json.of("role.granted"));
    assertThat(entry.get("actor")).contains(Json.of("commands"));
    assertThat(entry.get("requestId")).contains(Json.of("req-grant"));
    assertThat(entry.get("detail")).contains(Json.of("staff"));
  }

  @Test
  void pages_are_linked_by_cursors_that_are_good_for_their_query_alone() {
    seed("a@example.com");
    grant("a@example.com", "staff");
    grant("a@example.com", "admin");

    Json.Obj first = body(list(Map.of("actor", "commands", "limit", "2")));
    String next = ((Json.Str) first.get("next").orElseThrow()).value();
    Json.Obj second = body(list(Map.of("actor", "commands", "cursor", next)));
    APIGatewayV2HTTPResponse other = list(Map.of("target", "keys", "cursor", next));

    assertThat(actions(first)).containsExactly("role.granted", "role.granted");
    assertThat(actions(second)).containsExactly("account.seeded", "keys.changed");
    assertThat(second.get("next")).contains(new Json.Null());
    assertThat(other.getStatusCode()).isEqualTo(400);
    assertThat(body(other).get("code")).contains(Json.of("cursor_invalid"));
  }

  @Test
  void entries_of_one_target_leave_the_others_out() {
    seed("a@example.com");
    seed("b@example.com");
    Json.Obj seeded = data(list(Map.of())).getFirst();
    String target = ((Json.Str) seeded.get("target").orElseThrow()).value();

    assertThat(actions(body(list(Map.of()))))
        .containsExactly("account.seeded", "account.seeded", "keys.changed");
    assertThat(actions(body(list(Map.of("target", "keys"))))).containsExactly("keys.changed");
    assertThat(data(list(Map.of("target", target)))).containsExactly(seeded);
    assertThat(data(list(Map.of("target", target, "date", "1999-12-31")))).isEmpty();
  }

  @Test
  void every_wrong_parameter_is_told_at_once() {
    APIGatewayV2HTTPResponse response =
        list(
            Map.of(
                "date",
                "yesterday",
                "actor",
                "a b",
                "target",
                "x".repeat(101),
                "limit",
                "0",
                "scan",
                "true"));

    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(body(response).get("errors").orElseThrow().toString())
        .contains("date", "actor", "target", "limit", "scan");
    assertThat(list(Map.of("actor", "usr_1", "target", "usr_2")).getStatusCode()).isEqualTo(400);
  }

  @Test
  void nobody_but_an_admin_reads_it() {
    assertThat(list(Map.of(), "orders:read orders:write catalog:write").getStatusCode())
        .isEqualTo(403);
    assertThat(handle(HttpEvents.get(PATH, Map.of())).getStatusCode()).isEqualTo(401);
  }

  private void seed(String email) {
    command(
        "SeedAccounts",
        "{\"email\":\"%s\",\"password\":\"long-enough-for-one\",\"roles\":[\"customer\"]}"
            .formatted(email));
  }

  private void grant(String email, String role) {
    command("GrantRole", "{\"email\":\"%s\",\"role\":\"%s\"}".formatted(email, role));
  }

  private void command(String name, String item) {
    String event =
        "{\"command\":\"%s\",\"version\":1,\"requestId\":\"req-grant\",\"items\":[%s]}"
            .formatted(name, item);
    assertThat(Commands.invoke(commands, event)).contains("\"status\":\"ok\"");
  }

  private APIGatewayV2HTTPResponse list(Map<String, String> query) {
    return list(query, "accounts:admin");
  }

  private APIGatewayV2HTTPResponse list(Map<String, String> query, String scope) {
    APIGatewayV2HTTPEvent event = HttpEvents.get(PATH, Map.of());
    event.setQueryStringParameters(new HashMap<>(query));
    return handle(HttpEvents.withCaller(event, caller(scope)));
  }

  /// A client that is there, made without an entry.
  private Map<String, Object> caller(String scope) {
    tables
        .client()
        .putItem(put -> put.tableName(tables.authTable()).item(ClientSamples.item(CLIENT, scope)));
    return Map.of(
        "verdict", "ok",
        "sub", CLIENT,
        "scope", scope,
        "client_id", CLIENT,
        "exp", "4102444800");
  }

  private APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
    return function.handleRequest(event, Contexts.fresh());
  }

  private static List<Json.Obj> data(APIGatewayV2HTTPResponse response) {
    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
    return elements(body(response));
  }

  private static List<Json.Obj> elements(Json.Obj page) {
    return ((Json.Arr) page.get("data").orElseThrow())
        .elements().stream().map(Json.Obj.class::cast).toList();
  }

  private static List<String> actions(Json.Obj page) {
    return elements(page).stream()
        .map(entry -> ((Json.Str) entry.get("action").orElseThrow()).value())
        .toList();
  }

  private static Json.Obj body(APIGatewayV2HTTPResponse response) {
    return (Json.Obj) JsonReader.readTrusted(response.getBody().getBytes(UTF_8));
  }
}
