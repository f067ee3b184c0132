package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every job, started by hand over the API, judged by what it did.
@ExtendWith(OneCircle.class)
class JobsTest {
  private static final String ORDERS = "OrdersTable";

  private final Circle circle;

  JobsTest(Circle circle) {
    this.circle = circle;
  }

  @Test
  void jobs_say_when_they_are_due_and_what_they_did_last() {
    JsonNode jobs = circle.admin().get("/v1/jobs").send().as(200, "JobPage").path("data");

    assertThat(jobs.findValuesAsText("name"))
        .contains(
            "expire-orders", "rotate-keys", "seal-audit", "daily-report", "reconcile", "redrive");
    for (JsonNode listed : jobs) {
      JsonNode job = job(listed.path("name").asText());
      assertThat(job.path("next")).hasSize(5);
      job.path("next")
          .forEach(time -> assertThat(Instant.parse(time.asText())).isAfter(circle.now()));
      assertThat(job.at("/schedule/words").asText()).isNotEmpty();
    }
    JsonNode last = job("expire-orders").path("lastRun");
    assertThat(Answer.faults("JobRun", last)).as("%s", last).isEmpty();
    circle.staff().get("/v1/jobs").send().problem(403, "insufficient_scope");
    circle.admin().get("/v1/jobs/no-such").send().problem(404, "not_found");
  }

  @Test
  void a_run_is_started_once_for_a_key() {
    String key = Shop.newKey();

    Answer first = circle.admin().post("/v1/jobs/redrive/runs").key(key).json("{\"dryRun\":true}");
    Answer again = circle.admin().post("/v1/jobs/redrive/runs").key(key).json("{\"dryRun\":true}");

    assertThat(again.as(202, "JobRun")).isEqualTo(first.as(202, "JobRun"));
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(circle.ended(first.header("Location")).path("dryRun").asBoolean()).isTrue();
  }

  @Test
  void expire_orders_expires_what_is_due_and_nothing_else() {
    circle.newProduct("JOB-1", 500, 4);
    String due = place("JOB-1");
    circle.moveClock(Duration.ofMinutes(31));
    String fresh = place("JOB-1");

    JsonNode run = circle.run("expire-orders");

    assertThat(run.path("status").asText()).isEqualTo("succeeded");
    assertThat(run.path("trigger").asText()).isEqualTo("manual");
    assertThat(run.at("/figures/expired").isIntegralNumber()).isTrue();
    assertThat(circle.order(due).path("status").asText()).isEqualTo("expired");
    assertThat(circle.order(fresh).path("status").asText()).isEqualTo("pending");
    assertThat(circle.available("JOB-1")).isEqualTo(3);
  }

  @Test
  void rotate_keys_publishes_the_next_key_first_and_old_tokens_stay_good() {
    circle.run("rotate-keys");
    List<String> before = kids();
    circle.moveClock(Duration.ofHours(20).plusMinutes(1));
    Client early = circle.logIn("customer@example.com");

    JsonNode run = circle.run("rotate-keys");

    assertThat(run.at("/figures/rotated").asBoolean()).as("%s", run).isTrue();
    String current = run.at("/figures/currentKid").asText();
    assertThat(before).contains(kid(early), current);
    assertThat(current).isNotEqualTo(kid(early));
    assertThat(run.at("/figures/publishedKids").asInt()).isEqualTo(kids().size());
    assertThat(kids()).contains(kid(early), current).hasSizeGreaterThan(2);
    early.get("/v1/auth/me").send().as(200, "Account");
    circle.moveClock(Duration.ofMinutes(2));
    Client late = circle.logIn("customer@example.com");
    assertThat(kid(late)).isEqualTo(current);
    late.get("/v1/auth/me").send().as(200, "Account");
    early.get("/v1/auth/me").send().as(200, "Account");
  }

  @Test
  void the_daily_report_in_the_bucket_is_what_the_route_says_and_is_mailed() {
    circle.newProduct("JOB-2", 250, 4);
    Answer placed = circle.customer().order("JOB-2", 2);
    String id = placed.as(201, "Order").path("id").asText();
    String feed = circle.feedEnd();
    circle.customer().pay(id, placed.header("ETag"), 500).as(200, "Order");
    circle.event(feed, id, "order.paid");
    circle.quiet();

    JsonNode run =
        circle.run(
            "daily-report",
            "{\"scheduledFor\":\"%sT00:15:00Z\"}".formatted(circle.today().plusDays(1)));

    assertThat(run.path("status").asText()).as("%s", run).isEqualTo("succeeded");
    JsonNode route = circle.report();
    String key = "daily/" + circle.today();
    JsonNode object = Answer.json(circle.object("ReportsBucket", key + ".json").orElseThrow());
    for (String member : List.of("date", "orders", "cancellations", "expiries", "revenue")) {
      assertThat(object.path(member)).as(member).isEqualTo(route.path(member));
    }
    assertThat(object.path("refunds")).isEqualTo(route.path("refunds"));
    assertThat(Reports.sku(object, "JOB-2").path("units").asInt()).isEqualTo(2);
    assertThat(Reports.euros(Reports.sku(object, "JOB-2"))).isEqualTo(500);
    assertThat(object.path("skus").findValuesAsText("sku"))
        .isEqualTo(route.path("skus").findValuesAsText("sku"));
    assertThat(circle.object("ReportsBucket", key + ".csv").orElseThrow()).contains("JOB-2");
    assertThat(run.at("/figures/orders")).isEqualTo(route.path("orders"));
    assertThat(run.at("/figures/mailed").asInt()).isEqualTo(1);
    assertThat(circle.mails("Daily report " + circle.today())).hasSize(1);
  }

  @Test
  void reconcile_finds_a_discrepancy_planted_in_each_equation_and_none_before_and_after() {
    circle.newProduct("JOB-3", 400, 9);
    String id = place("JOB-3");
    circle.quiet();
    circle.moveClock(Duration.ofMinutes(6));
    JsonNode clean = circle.run("reconcile");

    Map<String, AttributeValue> stock = circle.tables().get(ORDERS, "STOCK#JOB-3#1", "STOCK");
    Map<String, AttributeValue> order = circle.tables().get(ORDERS, customerKey(), "ORDER#" + id);
    Map<String, AttributeValue> marker =
        circle.tables().get("ViewsTable", "G1#EVENT#" + id, "0000000001");
    circle.tables().put(ORDERS, with(stock, "onHand", Tables.number(7)));
    circle.tables().put(ORDERS, with(order, "total", money(401)));
    circle.tables().delete("ViewsTable", "G1#EVENT#" + id, "0000000001");
    JsonNode found = circle.run("reconcile");
    JsonNode report =
        Answer.json(
            circle.object("ReportsBucket", found.at("/figures/report").asText()).orElseThrow());
    circle.tables().put(ORDERS, stock);
    circle.tables().put(ORDERS, order);
    circle.tables().put("ViewsTable", marker);
    JsonNode mended = circle.run("reconcile");

    assertThat(figures(clean)).as("%s", clean).containsExactly(0, 0, 0, 0);
    assertThat(clean.at("/figures/checked/orders").asInt()).isPositive();
    assertThat(clean.at("/figures/checked/products").asInt()).isGreaterThanOrEqualTo(11);
    assertThat(figures(found)).as("%s %s", found, report).containsExactly(3, 1, 1, 1);
    assertThat(report.findValuesAsText("subject"))
        .containsExactlyInAnyOrder("JOB-3", id, id + "/1");
    assertThat(report.findValuesAsText("equation"))
        .containsExactlyInAnyOrder("stock", "money", "feed");
    assertThat(figures(mended)).as("%s", mended).containsExactly(0, 0, 0, 0);
  }

  private JsonNode job(String name) {
    return circle.admin().get("/v1/jobs/" + name).send().as(200, "Job");
  }

  private static List<Integer> figures(JsonNode run) {
    JsonNode figures = run.path("figures");
    return List.of(
        figures.path("discrepancies").asInt(-1),
        figures.path("stock").asInt(-1),
        figures.path("money").asInt(-1),
        figures.path("feed").asInt(-1));
  }

  private static Map<String, AttributeValue> with(
      Map<String, AttributeValue> item, String name, AttributeValue value) {
    Map<String, AttributeValue> changed = new HashMap<>(item);
    assertThat(changed.put(name, value)).as(name).isNotNull().isNotEqualTo(value);
    return changed;
  }

  private static AttributeValue money(long amount) {
    return AttributeValue.fromM(
        Map.of("amount", Tables.number(amount), "currency", Tables.text("EUR")));
  }

  private String customerKey() {
    JsonNode account = circle.customer().get("/v1/auth/me").send().as(200, "Account");
    return "CUSTOMER#" + account.path("id").asText();
  }

  private String place(String sku) {
    return circle.customer().order(sku, 1).as(201, "Order").path("id").asText();
  }

  private List<String> kids() {
    return circle
        .anyone()
        .get("/.well-known/jwks.json")
        .send()
        .as(200, "Jwks")
        .path("keys")
        .findValuesAsText("kid");
  }

  private static String kid(Client client) {
    String header = client.token().substring(0, client.token().indexOf('.'));
    byte[] json = Base64.getUrlDecoder().decode(header);
    return Answer.json(new String(json, StandardCharsets.UTF_8)).path("kid").asText();
  }
}
