package orderflow.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Accounts in and out, as `docs/how-to/move-users.md` tells.
final class MoveUsersTest {
  private static final String EMAIL = "mona@example.com";

  /// What the hashes below are made of, by Python's hashlib and by libxcrypt.
  private static final String PASSWORD = "crème brûlée 15";

  private static final String BCRYPT =
      "$2b$05$abcdefghijklmnopqrstuu22whUjhwKBMQV4NqklhsQMwkzkrgpq6";

  private final AuthApi api = new AuthApi();

  @ParameterizedTest
  @ValueSource(
      strings = {
        BCRYPT,
        "$scrypt$ln=14,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$KDyRDHpmUoek7yjCO6hSl5FewgAJcCpLEJpm9vCQ3Pc",
        "$pbkdf2-sha256$i=1000$AAECAwQFBgcICQoLDA0ODw$9oZ0RI+8/F/a0ta26cgJsznP1/iRgWh/38fScGZwELc",
      })
  void who_is_moved_in_logs_in_with_the_old_password_and_then_has_a_hash_like_all(String hash) {
    api.command("{\"command\":\"EnsureKeys\",\"version\":1}");
    assertThat(take(EMAIL, hash, true)).contains("\"change\":\"created\"");

    assertThat(api.tryLogIn(EMAIL, "creme brulee 15").getStatusCode()).isEqualTo(401);
    assertThat(api.tryLogIn(EMAIL, PASSWORD).getStatusCode()).isEqualTo(200);

    assertThat(api.audited("account.imported")).hasSize(1);
    assertThat(api.audited("password.rehashed")).hasSize(1);
    assertThat(hashes()).singleElement().asString().startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(api.tryLogIn(EMAIL, PASSWORD).getStatusCode()).isEqualTo(200);
  }

  @Test
  void an_argon2_hash_of_another_system_is_taken_too() {
    api.command("{\"command\":\"EnsureKeys\",\"version\":1}");
    take(
        EMAIL,
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        true);

    assertThat(api.tryLogIn(EMAIL, "password").getStatusCode()).isEqualTo(200);
  }

  @Test
  void the_same_account_again_changes_nothing_and_another_one_is_refused() {
    String first = take(EMAIL, BCRYPT, true);
    String again = take(EMAIL, BCRYPT, true);
    String other = take(EMAIL, BCRYPT.replace("pq6", "pq7"), true);

    assertThat(again).contains("\"change\":\"unchanged\"").contains(userId(first));
    assertThat(other).contains("\"code\":\"email_taken\"");
    assertThat(hashes()).containsExactly(BCRYPT);
    assertThat(api.audited("account.imported")).hasSize(1);
  }

  @Test
  void who_has_not_proved_the_address_proves_it_by_a_reset_before_the_first_login() {
    try (Mailroom room = new Mailroom()) {
      room.api.command("{\"command\":\"EnsureKeys\",\"version\":1}");
      room.api.command(imports(item(EMAIL, BCRYPT, false)));
      assertThat(room.api.tryLogIn(EMAIL, PASSWORD).getStatusCode()).isEqualTo(401);

      room.api.post("/v1/auth/password-reset", Json.object().with("email", EMAIL).build());
      room.deliver();
      room.api.post(
          "/v1/auth/password-reset/confirm",
          Json.object()
              .with("email", EMAIL)
              .with("code", room.lastMail().code())
              .with("newPassword", "nine quiet herons wade")
              .build());

      assertThat(room.api.tryLogIn(EMAIL, "nine quiet herons wade").getStatusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret-plain-text",
        "$2b$31$abcdefghijklmnopqrstuu22whUjhwKBMQV4NqklhsQMwkzkrgpq6",
        "$md5$secretsecretsecret"
      })
  void a_hash_of_no_known_kind_or_too_dear_is_refused_and_not_quoted(String hash) {
    String reply = take(EMAIL, hash, true);

    assertThat(reply)
        .contains("\"code\":\"invalid_password_hash\"", "passwordHash: found ", "expected ")
        .doesNotContain("secret", "abcdefgh");
    assertThat(api.logs()).doesNotContain("secret", "abcdefgh");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"email\":\"no address\"}",
        "{\"email\":\"a@example.com\",\"passwordHash\":\"$2b$05$x\"}",
        "{\"email\":\"a@example.com\",\"emailVerified\":\"yes\"}"
      })
  void an_item_that_lacks_something_is_refused_with_what_is_expected(String item) {
    assertThat(api.command(imports(item))).contains("\"status\":\"refused\"", "must be");
  }

  @Test
  void an_export_has_every_account_once_and_can_be_taken_in_elsewhere() {
    List<String> items =
        IntStream.range(0, 11)
            .mapToObj(n -> item("user%02d@example.com".formatted(n), BCRYPT, n % 2 == 0))
            .toList();
    api.command(imports(String.join(",", items)));

    List<Json.Obj> accounts = exported(3);
    AuthApi elsewhere = new AuthApi();
    elsewhere.command(
        imports(
            String.join(
                ",",
                accounts.stream()
                    .map(each -> new String(JsonWriter.write(each), UTF_8))
                    .toList())));

    assertThat(accounts).extracting(each -> AuthApi.text(each, "email")).doesNotHaveDuplicates();
    assertThat(accounts).hasSize(11);
    assertThat(api.audited("accounts.exported")).hasSizeGreaterThanOrEqualTo(4);
    assertThat(shapes(exported(elsewhere, 100))).isEqualTo(shapes(accounts));
  }

  @Test
  void a_disabled_account_stays_disabled_on_its_way() {
    api.command(imports(item(EMAIL, BCRYPT, true).replace("}", ",\"disabled\":true}")));

    assertThat(exported(10)).singleElement().asString().contains("disabled").contains("true");
    assertThat(api.tryLogIn(EMAIL, PASSWORD).getStatusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"limit\":0}",
        "{\"limit\":1001}",
        "{\"limit\":\"all\"}",
        "{\"cursor\":\"elsewhere\"}",
        "{},{}"
      })
  void an_export_that_asks_for_something_else_is_refused(String items) {
    assertThat(api.command(exports(items))).contains("invalid_item", "1 to 1000");
    assertThat(api.audited("accounts.exported")).isEmpty();
  }

  @Test
  void the_commands_of_the_page_are_carried_out() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "how-to", "move-users.md"));
    List<String> events = new ArrayList<>();
    Pattern.compile("-e (events/\\S+\\.json)")
        .matcher(page)
        .results()
        .forEach(file -> events.add(read(file)));
    Pattern.compile("echo '(\\{[^']+)'")
        .matcher(page)
        .results()
        .forEach(event -> events.add(event.group(1)));

    assertThat(events).hasSize(3);
    assertThat(events)
        .allSatisfy(event -> assertThat(api.command(event)).contains("\"status\":\"ok\""));
  }

  private static String read(MatchResult file) {
    try {
      return Files.readString(Path.of("..").resolve(file.group(1)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String take(String email, String hash, boolean verified) {
    return api.command(imports(item(email, hash, verified)));
  }

  private static String item(String email, String hash, boolean verified) {
    return "{\"email\":\"%s\",\"name\":\"Mona\",\"passwordHash\":\"%s\",\"emailVerified\":%s}"
        .formatted(email, hash, verified);
  }

  private static String imports(String items) {
    return "{\"command\":\"ImportAccounts\",\"version\":1,\"items\":[%s]}".formatted(items);
  }

  private static String exports(String items) {
    return "{\"command\":\"ExportAccounts\",\"version\":1,\"items\":[%s]}".formatted(items);
  }

  private List<String> hashes() {
    return exported(100).stream().map(each -> AuthApi.text(each, "passwordHash")).toList();
  }

  private List<Json.Obj> exported(int limit) {
    return exported(api, limit);
  }

  private static List<Json.Obj> exported(AuthApi from, int limit) {
    List<Json.Obj> accounts = new ArrayList<>();
    String cursor = "0/";
    while (!cursor.isEmpty()) {
      Json.Obj page =
          result(
              from.command(exports("{\"limit\":%d,\"cursor\":\"%s\"}".formatted(limit, cursor))));
      ((Json.Arr) page.get("accounts").orElseThrow())
          .elements()
          .forEach(each -> accounts.add((Json.Obj) each));
      cursor = page.get("next").orElseThrow() instanceof Json.Str(String next) ? next : "";
    }
    return accounts;
  }

  private static List<String> shapes(List<Json.Obj> accounts) {
    return accounts.stream()
        .map(each ->
            AuthApi.text(each, "email")
                + AuthApi.text(each, "passwordHash")
                + each.get("emailVerified"))
        .sorted()
        .toList();
  }

  private static Json.Obj result(String reply) {
    Json.Obj object = (Json.Obj) JsonReader.readTrusted(reply.getBytes(UTF_8));
    return (Json.Obj) ((Json.Arr) object.get("results").orElseThrow()).elements().getFirst();
  }

  private static String userId(String reply) {
    return AuthApi.text(result(reply), "userId");
  }
}
