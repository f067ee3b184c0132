package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Refusals that no other scenario meets, each as a client meets it.
@ExtendWith(OneCircle.class)
class RefusalCodesTest {
  private static final String TOTP = "/v1/auth/mfa/totp";

  private final Circle circle;

  RefusalCodesTest(Circle circle) {
    this.circle = circle;
  }

  @Test
  void baskets_without_a_price() {
    String run = Shop.newKey().substring(0, 8);
    product("OFF-" + run, 100, "EUR", false);
    product("EUR-" + run, 100, "EUR", true);
    product("USD-" + run, 100, "USD", true);
    product("DEAR-" + run, 9_007_199_254_740_991L, "EUR", true);

    circle.customer().order("OFF-" + run, 1).problem(422, "inactive_product");
    circle.customer().order("DEAR-" + run, 2).problem(422, "amount_too_large");
    circle
        .customer()
        .post("/v1/orders")
        .key(Shop.newKey())
        .json(
            "{\"lines\":[{\"sku\":\"EUR-%s\",\"quantity\":1},{\"sku\":\"USD-%s\",\"quantity\":1}]}"
                .formatted(run, run))
        .problem(422, "mixed_currencies");
  }

  @Test
  void more_pieces_than_are_left_a_range_too_long_and_a_bad_key() {
    String sku = "LEFT-" + Shop.newKey().substring(0, 8);
    circle.newProduct(sku, 100, 5);
    Answer placed = circle.customer().order(sku, 1);
    String id = placed.as(201, "Order").path("id").asText();
    Answer paid = circle.customer().pay(id, placed.header("ETag"), 100);

    circle
        .staff()
        .step(
            "/v1/orders/" + id + "/shipments",
            paid.header("ETag"),
            "{\"lines\":[{\"sku\":\"%s\",\"quantity\":2}],\"carrier\":\"P\",\"trackingNumber\":\"T\"}"
                .formatted(sku))
        .problem(409, "shipment_exceeds_order");
    circle
        .staff()
        .get("/v1/orders?createdFrom=2026-01-01T00:00:00Z&createdTo=2026-03-01T00:00:00Z")
        .send()
        .problem(400, "range_too_large");
    circle
        .customer()
        .post("/v1/orders")
        .key("k".repeat(256))
        .json(Client.lines(sku, 1))
        .problem(400, "idempotency_key_invalid");
  }

  @Test
  void an_import_that_is_over() {
    String id =
        circle
            .staff()
            .post("/v1/imports")
            .key(Shop.newKey())
            .json("{\"kind\":\"products\",\"fileName\":\"f.csv\",\"sizeBytes\":9}")
            .as(201, "Import")
            .path("id")
            .asText();
    String cancellation = "/v1/imports/" + id + "/cancellation";

    JsonNode cancelled =
        circle.staff().post(cancellation).key(Shop.newKey()).send().as(200, "Import");
    circle.staff().post(cancellation).key(Shop.newKey()).send().problem(409, "import_over");

    assertThat(cancelled.path("status").asText()).isEqualTo("cancelled");
    circle
        .staff()
        .post("/v1/imports/" + id + "/resumption")
        .key(Shop.newKey())
        .send()
        .problem(409, "import_not_resumable");
  }

  @Test
  void codes_and_tokens_that_are_not_good() {
    Newcomer person = newcomer();

    circle
        .anyone()
        .post("/v1/auth/verify-email")
        .json("{\"email\":\"%s\",\"code\":\"AAAA-AAAA\"}".formatted(person.email()))
        .problem(422, "email_code_invalid");
    circle
        .anyone()
        .post("/v1/auth/login/mfa")
        .json("{\"mfaToken\":\"none\",\"code\":\"123456\"}")
        .problem(401, "mfa_token_invalid");
  }

  @Test
  void an_authenticator_app_in_the_wrong_order() {
    Newcomer person = newcomer();
    person.register();
    Client client = client(person.tokens(Newcomer.PASSWORD));

    confirm(client, "123456").problem(409, "totp_not_begun");
    remove(client, "123456").problem(409, "totp_not_on");
    Authenticator app =
        new Authenticator(client.post(TOTP).send().as(200, "TotpSecret").path("secret").asText());
    String good = app.code(circle.now());
    confirm(client, good.equals("000000") ? "000001" : "000000").problem(422, "totp_code_invalid");
    JsonNode codes = confirm(client, good).as(200, "RecoveryCodes").path("recoveryCodes");
    client.post(TOTP).send().problem(409, "totp_already_on");

    Answer shorter =
        client
            .post("/v1/auth/password")
            .json(
                "{\"currentPassword\":\"%s\",\"newPassword\":\"Vq7-dunes\"}"
                    .formatted(Newcomer.PASSWORD));
    assertThat(shorter.status()).as("%s", shorter).isEqualTo(204);
    remove(client, codes.path(0).asText()).problem(409, "password_too_short");
  }

  @Test
  void what_administrators_may_not_do() {
    Newcomer person = newcomer();
    person.register();
    String user = "/v1/admin/users/" + id(client(person.tokens(Newcomer.PASSWORD)));
    Client admin = circle.logIn("admin@example.com");

    admin.post("/v1/admin/users/" + id(admin) + "/disablement").send().problem(409, "own_account");
    admin.post(user + "/disablement").send().as(200, "User");
    admin
        .call("PUT", user + "/roles")
        .header("If-Match", admin.get(user).send().header("ETag"))
        .json("{\"roles\":[\"staff\"]}")
        .problem(409, "account_not_active");
    OAuthClient program = OAuthClient.make(circle.anyone(), admin, "orders:read");
    String secrets = "/v1/admin/clients/" + program.id() + "/secrets";
    admin.post(secrets).key(Shop.newKey()).send().as(201, "NewClientSecret");
    admin.post(secrets).key(Shop.newKey()).send().problem(409, "too_many_secrets");
  }

  @Test
  void a_login_that_is_too_old_and_guesses_that_are_too_many() {
    JsonNode old =
        circle
            .anyone()
            .post("/v1/auth/login")
            .json("{\"email\":\"staff@example.com\",\"password\":\"%s\"}".formatted(Shop.PASSWORD))
            .as(200, "TokenAnswer");
    circle.moveClock(Duration.ofMinutes(11));
    JsonNode fresh =
        circle
            .anyone()
            .post("/v1/auth/refresh")
            .json("{\"refresh_token\":\"%s\"}".formatted(old.path("refresh_token").asText()))
            .as(200, "TokenAnswer");

    client(fresh)
        .step(
            "/v1/orders/ord_01JD8Y0000RDER000000000000/refunds",
            "*",
            "{\"amount\":{\"amount\":1,\"currency\":\"EUR\"},\"reason\":\"r\"}")
        .problem(403, "recent_login_required");

    OAuthClient program =
        OAuthClient.make(circle.anyone(), circle.logIn("admin@example.com"), "orders:read");
    OAuthClient guesser = new OAuthClient(circle.anyone(), program.id(), "ofs_wrong");
    for (int guess = 0; guess < 10; guess++) {
      assertThat(guesser.introspect("x").status()).isEqualTo(401);
    }
    Answer limited = guesser.introspect("x");
    limited.problem(429, "too_many_requests");
    assertThat(limited.header("Retry-After")).isNotEmpty();
    assertThat(program.isActive("x")).isFalse();
  }

  private static Answer confirm(Client client, String code) {
    return client.post(TOTP + "/confirm").json("{\"code\":\"%s\"}".formatted(code));
  }

  private static Answer remove(Client client, String code) {
    return client.call("DELETE", TOTP).json("{\"code\":\"%s\"}".formatted(code));
  }

  private static String id(Client client) {
    return client.get("/v1/auth/me").send().as(200, "Account").path("id").asText();
  }

  private Client client(JsonNode tokens) {
    return circle.anyone().withToken(tokens.path("access_token").asText());
  }

  private Newcomer newcomer() {
    return new Newcomer(circle, "code-" + Shop.newKey().substring(0, 8) + "@example.com");
  }

  private void product(String sku, long amount, String currency, boolean active) {
    circle
        .staff()
        .call("PUT", "/v1/products/" + sku)
        .header("If-None-Match", "*")
        .json(
            "{\"name\":\"%s\",\"price\":{\"amount\":%d,\"currency\":\"%s\"},\"stock\":5,\"active\":%b}"
                .formatted(sku, amount, currency, active))
        .as(201, "Product");
  }
}
