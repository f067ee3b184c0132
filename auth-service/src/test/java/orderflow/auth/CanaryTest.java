package orderflow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import orderflow.auth.domain.Totp;
import orderflow.auth.domain.TotpSeed;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Every secret that goes through the service, looked for where none may be: in the logs of all
/// three functions, in events that wait, and in the items of the table.
final class CanaryTest {
  private static final String EMAIL = "canary@example.com";
  private static final String FIRST = "yellow canary sings first";
  private static final String SECOND = "yellow canary sings second";
  private static final String WRONG = "yellow canary sings wrong";

  private final Mailroom room = new Mailroom();
  private final AuthApi api = room.api;
  private final List<String> secrets = new ArrayList<>(List.of(FIRST, SECOND, WRONG));
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void no_secret_is_in_a_log_an_event_or_an_item() {
    liveThroughEverything();

    String items = TestTables.scan(api.tables.authTable()).toString();
    assertThat(secrets).hasSizeGreaterThan(15).doesNotContain("");
    assertThat(api.logs()).as("the functions do log").contains("\"route\"", "\"command\"");
    for (String secret : secrets) {
      assertThat(api.logs()).doesNotContain(secret);
      assertThat(events.toString()).doesNotContain(secret);
      assertThat(items).doesNotContain(secret);
    }
  }

  @Test
  void a_secret_that_is_logged_would_be_found() {
    api.post("/v1/auth/login", Json.object().with("email", WRONG).build());
    api.log(WRONG);

    assertThat(api.logs()).contains(WRONG);
  }

  private void liveThroughEverything() {
    api.seed("somebody@example.com");
    post("register", Json.object().with("email", EMAIL).with("password", FIRST).build());
    post("verify-email", coded(code()).build());
    post("login", login(WRONG));
    tokens(post("login", login(FIRST)));
    post("password-reset", Json.object().with("email", EMAIL).build());
    post("password-reset/confirm", coded(code()).with("newPassword", SECOND).build());
    Json.Obj tokens = tokens(post("login", login(SECOND)));
    tokens(post("refresh", refresh(tokens)));
    post("refresh", refresh(tokens));
    secondFactor(tokens(post("login", login(SECOND))));
    deliver();
  }

  private void secondFactor(Json.Obj tokens) {
    Json.Obj begun = authenticated(tokens, "/v1/auth/mfa/totp", Json.object().build());
    String seed = AuthApi.text(begun, "secret");
    secrets.add(seed);
    String code = Totp.code(TotpSeed.of(bytes(seed)), Totp.step(Instant.now()));
    Json.Obj codes =
        authenticated(
            tokens, "/v1/auth/mfa/totp/confirm", Json.object().with("code", code).build());
    ((Json.Arr) codes.get("recoveryCodes").orElseThrow())
        .elements()
        .forEach(each -> secrets.add(((Json.Str) each).value()));
    Json.Obj halved = AuthApi.body(post("login", login(SECOND)));
    String token = AuthApi.text(halved, "mfaToken");
    secrets.add(token);
    tokens(
        post(
            "login/mfa",
            Json.object()
                .with("mfaToken", token)
                .with("code", secrets.get(secrets.size() - 2))
                .build()));
  }

  /// Twenty bytes from base 32 (RFC 4648 §6), of which Java's own number base 32 differs by its
  /// digits.
  private static byte[] bytes(String base32) {
    StringBuilder digits = new StringBuilder();
    base32
        .chars()
        .map("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"::indexOf)
        .forEach(digit -> digits.append(Character.forDigit(digit, 32)));
    byte[] number = new BigInteger("1" + digits, 32).toByteArray();
    return Arrays.copyOfRange(number, number.length - 20, number.length);
  }

  private Json.Obj authenticated(Json.Obj tokens, String path, Json body) {
    return AuthApi.body(api.postAs(AuthApi.access(tokens), path, body));
  }

  private String code() {
    deliver();
    String code = room.lastMail().code();
    secrets.add(code);
    secrets.add(code.replace("-", ""));
    return code;
  }

  private void deliver() {
    events.addAll(room.queued);
    room.deliver();
  }

  private Json.Obj tokens(APIGatewayV2HTTPResponse response) {
    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
    Json.Obj tokens = AuthApi.body(response);
    String access = AuthApi.access(tokens);
    secrets.add(access.substring(access.lastIndexOf('.') + 1));
    String refresh = AuthApi.refreshToken(tokens);
    secrets.add(refresh.substring(refresh.lastIndexOf('.') + 1));
    return tokens;
  }

  private APIGatewayV2HTTPResponse post(String route, Json body) {
    return api.post("/v1/auth/" + route, body);
  }

  private static Json.Builder coded(String code) {
    return Json.object().with("email", EMAIL).with("code", code);
  }

  private static Json login(String password) {
    return Json.object().with("email", EMAIL).with("password", password).build();
  }

  private static Json refresh(Json.Obj tokens) {
    return Json.object().with("refresh_token", AuthApi.refreshToken(tokens)).build();
  }
}
