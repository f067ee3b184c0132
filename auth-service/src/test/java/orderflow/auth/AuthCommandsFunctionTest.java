package orderflow.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import org.junit.jupiter.api.Test;

final class AuthCommandsFunctionTest {
  private final AuthTables tables = AuthTables.create();
  private final Lines lines = new Lines();
  private final AuthCommandsFunction function =
      new AuthCommandsFunction(tables.environment(), lines.out());

  @Test
  void keys_are_made_once() {
    Json.Obj first = only(invoke("{\"command\":\"EnsureKeys\",\"version\":1,\"items\":[]}"));
    Json.Obj second = only(invoke("{\"command\":\"EnsureKeys\",\"version\":1}"));

    assertThat(first.get("status")).contains(Json.of("ok"));
    assertThat(first.get("created")).contains(Json.of(true));
    assertThat(second.get("created")).contains(Json.of(false));
    assertThat(second.get("kid")).isEqualTo(first.get("kid"));
  }

  @Test
  void results_come_in_the_order_of_the_items_and_faults_do_not_stop_the_rest() {
    List<Json.Obj> results =
        invoke(
            """
            {"command":"SeedAccounts","version":1,"requestId":"r1","future":true,"items":[
              {"email":"a@example.com","password":"canary-long-enough","name":"A","roles":["customer"]},
              {"email":"no address","password":"canary-long-enough","roles":["customer"]},
              {"email":"b@example.com","password":"canary-short","roles":["customer"]},
              {"email":"b@example.com","password":"canary-long-enough","roles":["emperor"]},
              7,
              {"email":"A@example.com","password":"canary-long-enough","name":"A","roles":["customer"]}
            ]}
            """);

    assertThat(results.stream().map(result -> text(result, "status")))
        .containsExactly("ok", "refused", "refused", "refused", "refused", "ok");
    assertThat(results.stream().skip(1).limit(4).map(result -> text(result, "code")))
        .containsExactly("invalid_email", "invalid_password", "invalid_item", "invalid_email");
    assertThat(text(results.getFirst(), "change")).isEqualTo("created");
    assertThat(text(results.getLast(), "change")).isEqualTo("unchanged");
    assertThat(lines.text()).doesNotContain("canary");
    assertThat(results.toString()).doesNotContain("canary");
  }

  @Test
  void seeding_accounts_makes_keys_too() {
    invoke("{\"command\":\"SeedAccounts\",\"version\":1,\"items\":[]}");

    Json.Obj keys = only(invoke("{\"command\":\"EnsureKeys\",\"version\":1}"));

    assertThat(keys.get("created")).contains(Json.of(false));
  }

  @Test
  void a_role_goes_to_an_account_that_exists() {
    invoke(
        """
        {"command":"SeedAccounts","version":1,"items":[
          {"email":"a@example.com","password":"long-enough-for-one","roles":["customer"]}]}
        """);

    List<Json.Obj> results =
        invoke(
            """
            {"command":"GrantRole","version":1,"requestId":"r2","items":[
              {"email":"a@example.com","role":"admin"},
              {"email":"a@example.com","role":"admin"},
              {"email":"x@example.com","role":"admin"},
              {"email":"a@example.com","role":"emperor"}]}
            """);

    assertThat(results.get(0).get("roles")).contains(Json.texts(List.of("customer", "admin")));
    assertThat(text(results.get(0), "change")).isEqualTo("granted");
    assertThat(text(results.get(1), "change")).isEqualTo("unchanged");
    assertThat(text(results.get(2), "code")).isEqualTo("unknown_account");
    assertThat(text(results.get(3), "code")).isEqualTo("unknown_role");
  }

  @Test
  void the_first_rotation_publishes_the_next_key_and_asking_at_once_says_when_it_is_ready() {
    Json.Obj first = only(invoke("{\"command\":\"RotateKeys\",\"version\":1}"));
    Json.Obj second =
        only(invoke("{\"command\":\"RotateKeys\",\"version\":1,\"items\":[{\"now\":true}]}"));

    assertThat(first.get("rotated")).contains(Json.of(false));
    assertThat(((Json.Arr) first.get("publishedKids").orElseThrow()).elements())
        .hasSize(2)
        .first()
        .isEqualTo(first.get("currentKid").orElseThrow());
    assertThat(second.get("rotated")).contains(Json.of(false));
    assertThat(second.get("publishedKids")).isEqualTo(first.get("publishedKids"));
    assertThat(first.get("readyAt")).isEmpty();
    assertThat(second.get("readyAt")).isPresent();
  }

  @Test
  void a_rotation_of_a_run_that_lost_its_lease_is_fenced() {
    String command =
        "{\"command\":\"RotateKeys\",\"version\":1,\"job\":\"rotate-keys\",\"fencingToken\":%d,\"items\":[]}";

    Json.Obj newer = only(invoke(command.formatted(2)));
    Json.Obj older = only(invoke(command.formatted(1)));

    assertThat(text(newer, "status")).isEqualTo("ok");
    assertThat(text(older, "status")).isEqualTo("refused");
    assertThat(text(older, "code")).isEqualTo("fenced");
  }

  @Test
  void an_unknown_command_or_version_is_refused_for_each_item() {
    List<Json.Obj> command = invoke("{\"command\":\"DropTables\",\"version\":1,\"items\":[{},{}]}");
    List<Json.Obj> version = invoke("{\"command\":\"EnsureKeys\",\"version\":2}");
    List<Json.Obj> nothing = invoke("{}");

    assertThat(command.stream().map(result -> text(result, "code")))
        .containsExactly("unknown_command", "unknown_command");
    assertThat(text(only(version), "code")).isEqualTo("unknown_version");
    assertThat(text(only(nothing), "code")).isEqualTo("unknown_version");
  }

  private List<Json.Obj> invoke(String event) {
    Json.Obj body =
        (Json.Obj) JsonReader.readTrusted(Commands.invoke(function, event).getBytes(UTF_8));
    return ((Json.Arr) body.get("results").orElseThrow())
        .elements().stream().map(Json.Obj.class::cast).toList();
  }

  private static Json.Obj only(List<Json.Obj> results) {
    assertThat(results).hasSize(1);
    return results.getFirst();
  }

  private static String text(Json.Obj object, String name) {
    return ((Json.Str) object.get(name).orElseThrow()).value();
  }
}
