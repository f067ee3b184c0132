package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every statement of every role is needed: after all functions have done all that they do, each
/// action of each statement was the only one to allow some call. So a statement that is taken from
/// a role refuses that call, and a statement that nothing needs is found: one is planted here.
@ExtendWith(OneCircle.class)
class PolicyUseTest {
  private static final Set<String> TRIED = Set.of("dynamodb", "s3", "lambda", "ses");

  /// Actions with the reason why nothing here can need them.
  private static final Map<String, String> ONLY_ON_AWS =
      Map.of(
          "kms:Decrypt",
          "DynamoDB decrypts the key table with its own key in the caller's name; the table of this machine is not encrypted");

  private final Circle circle;

  PolicyUseTest(Circle circle) {
    this.circle = circle;
  }

  private void exercise() {
    String run = Shop.newKey().substring(0, 8);
    catalogue("USE-" + run);
    accounts();
    orders("USE-" + run);
    imports("USE-" + run);
    jobs();
    rebuild();
    deadLetters(run);
  }

  @Test
  void nothing_is_granted_that_is_not_needed_except_the_planted_statement() {
    exercise();

    Map<String, List<String>> unneeded = new TreeMap<>(circle.platform().policyUse().unneeded());

    String authorizer = circle.functionName(PlantedTemplate.FUNCTION);
    assertThat(unneeded).containsOnlyKeys(authorizer);
    assertThat(unneeded.get(authorizer))
        .singleElement()
        .asString()
        .contains(PlantedTemplate.ACTION);
  }

  @Test
  void only_what_needs_aws_itself_is_granted_without_being_tried() {
    Set<String> actions =
        circle.platform().template().functions().values().stream()
            .flatMap(function -> function.permissions().stream())
            .flatMap(statement -> statement.actions().stream())
            .filter(action -> !TRIED.contains(action.substring(0, action.indexOf(':'))))
            .collect(Collectors.toSet());

    assertThat(actions).isEqualTo(ONLY_ON_AWS.keySet());
  }

  private void catalogue(String sku) {
    circle.newProduct(sku, 100, 9);
    circle.anyone().get("/v1/products").send().as(200, "ProductPage");
    circle
        .staff()
        .post("/v1/products/" + sku + "/stock-adjustments")
        .key(Shop.newKey())
        .json("{\"delta\":1,\"reason\":\"found\"}")
        .as(201, "StockAdjustment");
    circle
        .staff()
        .get("/v1/products/" + sku + "/stock-adjustments")
        .send()
        .as(200, "StockAdjustmentPage");
  }

  private void accounts() {
    JsonNode tokens =
        circle
            .anyone()
            .post("/v1/auth/login")
            .json(
                "{\"email\":\"customer2@example.com\",\"password\":\"%s\"}"
                    .formatted(Shop.PASSWORD))
            .as(200, "TokenAnswer");
    JsonNode next =
        circle
            .anyone()
            .post("/v1/auth/refresh")
            .json("{\"refresh_token\":\"%s\"}".formatted(tokens.path("refresh_token").asText()))
            .as(200, "TokenAnswer");
    secondFactor(circle.anyone().withToken(next.path("access_token").asText()));
    circle.customer().get("/v1/auth/sessions").send().as(200, "SessionPage");
    circle
        .anyone()
        .post("/v1/auth/logout")
        .json("{\"refresh_token\":\"%s\"}".formatted(next.path("refresh_token").asText()));
    new Newcomer(circle, "use-" + Shop.newKey().substring(0, 8) + "@example.com").register();
    circle.invoke("AuthCommandsFunction", "{\"command\":\"ExportAccounts\",\"version\":1}");
    circle.customer().get("/v1/auth/me").send().as(200, "Account");
    circle.anyone().get("/.well-known/jwks.json").send().as(200, "Jwks");
    for (String query : List.of("", "?actor=commands", "?target=keys")) {
      circle.admin().get("/v1/admin/audit-events" + query).send().as(200, "AuditEventPage");
    }
  }

  /// Sets up a second factor and takes it off again.
  private void secondFactor(Client customer) {
    String path = "/v1/auth/mfa/totp";
    JsonNode begun = customer.post(path).send().as(200, "TotpSecret");
    Authenticator app = new Authenticator(begun.path("secret").asText());
    JsonNode codes =
        customer
            .post(path + "/confirm")
            .json("{\"code\":\"%s\"}".formatted(app.code(circle.now())))
            .as(200, "RecoveryCodes");
    Answer off =
        customer
            .call("DELETE", path)
            .json("{\"code\":\"%s\"}".formatted(codes.at("/recoveryCodes/0").asText()));
    assertThat(off.status()).as("%s", off).isEqualTo(204);
  }

  private void orders(String sku) {
    String feed = circle.feedEnd();
    Answer first = circle.customer().order(sku, 1);
    String paid = first.as(201, "Order").path("id").asText();
    circle.customer().pay(paid, first.header("ETag"), 100).as(200, "Order");
    Answer second = circle.customer().order(sku, 1);
    String cancelled = second.as(201, "Order").path("id").asText();
    circle.customer().cancel(cancelled, second.header("ETag")).as(200, "Order");
    circle.customer().order(sku, 100).problem(409, "out_of_stock");
    circle.event(feed, cancelled, "order.cancelled");
    circle.customer().get("/v1/orders").send().as(200, "OrderPage");
    circle.customer().get("/v1/orders?status=paid").send().as(200, "OrderPage");
    circle.staff().get("/v1/orders").send().as(200, "OrderPage");
    circle.staff().get("/v1/orders?status=paid").send().as(200, "OrderPage");
    circle.customer().get("/v1/orders/" + paid + "/events").send().as(200, "OrderEventPage");
    circle.report();
  }

  private void imports(String sku) {
    String products =
        """
        sku,name,amount,currency,stock,active
        %1$s-F,Vase,1,EUR,2,true
        %1$s-G,Vase,x,EUR,2,true
        """
            .formatted(sku);
    JsonNode done = circle.imported(new Upload("products", products).send(circle.staff()));
    circle
        .staff()
        .get("/v1/imports/" + done.path("id").asText() + "/errors")
        .send()
        .as(200, "ImportErrorPage");
    circle.staff().get("/v1/imports").send().as(200, "ImportPage");
    String waiting =
        circle
            .staff()
            .post("/v1/imports")
            .key(Shop.newKey())
            .json("{\"kind\":\"products\",\"fileName\":\"f.csv\",\"sizeBytes\":9}")
            .json()
            .path("id")
            .asText();
    circle
        .staff()
        .post("/v1/imports/" + waiting + "/cancellation")
        .key(Shop.newKey())
        .send()
        .as(200, "Import");
    String unreadable =
        circle
            .imported(new Upload("products", "none,of,our,columns\n").send(circle.staff()))
            .path("id")
            .asText();
    circle
        .staff()
        .post("/v1/imports/" + unreadable + "/resumption")
        .key(Shop.newKey())
        .send()
        .as(200, "Import");
    circle.imported(unreadable);
  }

  private void jobs() {
    // Reconciliation looks at events that are some minutes old.
    circle.moveClock(Duration.ofMinutes(6));
    circle.admin().get("/v1/jobs").send().as(200, "JobPage");
    circle.admin().get("/v1/jobs/expire-orders/runs").send().as(200, "JobRunPage");
    for (String job :
        List.of("rotate-keys", "seal-audit", "daily-report", "reconcile", "expire-orders")) {
      assertThat(circle.run(job).path("status").asText()).isEqualTo("succeeded");
    }
  }

  /// The views are made anew, read, and the old ones removed.
  private void rebuild() {
    JsonNode before = circle.report();
    for (String step : List.of("build", "compare", "switch")) {
      rebuild(step);
    }
    assertThat(circle.report()).isEqualTo(before);
    circle.moveClock(Duration.ofMinutes(6));
    rebuild("drop");
  }

  private void rebuild(String step) {
    JsonNode reply =
        circle.invoke(
            "OrderCommandsFunction",
            "{\"command\":\"RebuildViews\",\"version\":1,\"items\":[{\"step\":\"%s\"}]}"
                .formatted(step));
    assertThat(reply.at("/results/0/done").asBoolean()).as("%s", reply).isTrue();
    assertThat(reply.at("/results/0/differences")).as("%s", reply).isEmpty();
  }

  /// Letters that are redriven, and one that is kept because its function fails again.
  private void deadLetters(String run) {
    String poisoned = "ord_01JD8Y0000P01S0NVSE0000000";
    circle.plantPoison(poisoned);
    circle.quiet();
    put(run, "1", "ImportFileFunction", "{\"Records\":[]}");
    put(
        run,
        "2",
        "RunJobFunction",
        "{\"job\":\"no-such-job\",\"scheduledFor\":\"2026-01-01T00:00:00Z\"}");

    JsonNode redriven = circle.run("redrive");

    assertThat(redriven.at("/figures/redriven").asInt()).as("%s", redriven).isEqualTo(1);
    assertThat(redriven.at("/figures/kept").asInt()).as("%s", redriven).isEqualTo(2);
    circle.takePoison(poisoned);
    circle.deadLetters("OrderStreamFunction").forEach(circle::deleteLetter);
    circle.deadLetters("RunJobFunction").forEach(circle::deleteLetter);
    circle.quiet();
  }

  private void put(String run, String name, String function, String event) {
    circle.put(
        "DeadLetterBucket",
        "aws/lambda/async/" + run + "/" + name,
        "{\"requestContext\":{\"functionArn\":\"%s\"},\"requestPayload\":%s}"
            .formatted(circle.functionName(function), event));
  }
}
