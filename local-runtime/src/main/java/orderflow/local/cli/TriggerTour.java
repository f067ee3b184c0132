package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import orderflow.local.cli.DemoClient.Answer;
import orderflow.local.cli.DemoClient.Call;

/// The second half of the demo: what starts functions besides a request. A table change, an
/// uploaded file, a clock, and an event that fails.
final class TriggerTour {
  private static final String STOCK = "/v1/products/SKU-003";

  private final DemoClient client;
  private final DemoPlatform platform;
  private final String run;

  /// @param run makes the idempotency keys and references of this tour its own
  TriggerTour(DemoClient client, DemoPlatform platform, String run) {
    this.client = client;
    this.platform = platform;
    this.run = run;
  }

  /// @param placed an order that was placed and paid; a member of staff is logged in
  void walk(Answer placed) throws IOException, InterruptedException, Problem {
    feed(placed);
    report();
    upload(placed.body().path("customerId").asText());
    expire();
    runJob();
    poison();
  }

  private void feed(Answer placed) throws IOException, InterruptedException, Problem {
    String path = "/v1/orders/" + placed.body().path("id").asText() + "/events";
    Answer history =
        client.await(
            "The table's stream: the order's history",
            Call.get(path),
            "order.placed and order.paid",
            body ->
                body.path("data")
                    .valueStream()
                    .anyMatch(event -> event.path("type").asText().equals("order.paid")));
    client.say(
        "Each change is an event: "
            + String.join(
                ", ",
                history
                    .body()
                    .path("data")
                    .valueStream()
                    .map(event -> event.path("type").asText())
                    .toList())
            + ".");
    client.await(
        "The feed of all orders",
        Call.get("/v1/events?limit=100"),
        "entries in the feed",
        body -> !body.path("data").isEmpty());
    client.say("OrderStreamFunction wrote the events there, in order and once each.");
  }

  private void report() throws IOException, InterruptedException, Problem {
    String today = platform.now().toString().substring(0, 10);
    Answer answer =
        client.await(
            "Today's report",
            Call.get("/v1/reports/daily/" + today),
            "revenue of today",
            body -> !body.path("revenue").isEmpty());
    client.say(
        answer.body().path("orders").asText()
            + " orders today, revenue "
            + answer.body().path("revenue"));
  }

  private void upload(String customer) throws IOException, InterruptedException, Problem {
    Path file = platform.file("orders-" + run + ".csv", orders(customer));
    String body =
        "{\"kind\":\"orders\",\"fileName\":\"%s\",\"sizeBytes\":%d}"
            .formatted(file.getFileName(), Files.size(file));
    Answer created =
        client.send(
            "A file: announce three orders and a bad row",
            Call.post("/v1/imports", body).header("Idempotency-Key", "import-" + run));
    client.expectStatus(created, 201);
    client.say("Import " + created.body().path("id").asText() + " waits for its upload.");
    Answer put =
        client.send(
            "Upload it to the bucket; that starts ImportFileFunction",
            Call.upload(created.body().at("/upload/url").asText(), file));
    client.expectStatus(put, 200);
    client.say("S3 took it.");
    Answer done =
        client.await(
            "What became of its rows",
            Call.get("/v1/imports/" + created.body().path("id").asText()),
            "an import that has ended",
            import_ -> import_.path("status").asText().startsWith("succeeded"));
    JsonNode counts = done.body().path("counts");
    client.expect(
        counts.path("created").asInt() == 3 && counts.path("failed").asInt() == 1,
        "3 rows created, 1 failed",
        counts.toString());
    client.say("Every row is accounted for: " + counts);
  }

  private String orders(String customer) {
    StringBuilder csv = new StringBuilder("reference,customerId,sku,quantity\n");
    for (int i = 1; i <= 3; i++) {
      csv.append("demo-%s-%d,%s,SKU-00%d,1%n".formatted(run, i, customer, i + 3));
    }
    return csv.append("demo-%s-4,%s,SKU-001,none%n".formatted(run, customer)).toString();
  }

  private void expire() throws IOException, InterruptedException, Problem {
    client.logIn("customer@example.com");
    String body = "{\"lines\":[{\"sku\":\"SKU-003\",\"quantity\":5}]}";
    int before = available("A clock: the stock of SKU-003");
    Answer placed =
        client.send(
            "Order five of it and do not pay",
            Call.post("/v1/orders", body).header("Idempotency-Key", "unpaid-" + run));
    client.expectStatus(placed, 201);
    client.say("It expires at " + placed.body().path("expiresAt").asText() + ".");
    platform.moveClock("Move the clock by 31 minutes; the job of every minute is due", "+31m");
    client.logIn("customer@example.com");
    client.await(
        "The unpaid order",
        Call.get("/v1/orders/" + placed.body().path("id").asText()),
        "the status expired",
        order -> order.path("status").asText().equals("expired"));
    client.say("RunJobFunction had it expired.");
    int after = available("Its stock");
    client.expect(after >= before, before + " available", after + " available");
  }

  private int available(String title) throws IOException, InterruptedException, Problem {
    Answer product = client.send(title, Call.get(STOCK).withoutToken());
    client.expectStatus(product, 200);
    int available = product.body().path("available").asInt();
    client.say(available + " available.");
    return available;
  }

  private void runJob() throws IOException, InterruptedException, Problem {
    client.logIn("admin@example.com");
    Instant tomorrow = platform.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MINUTES);
    Answer started =
        client.send(
            "Run the job that would run tomorrow and reports today",
            Call.post("/v1/jobs/daily-report/runs", "{\"scheduledFor\":\"" + tomorrow + "\"}")
                .header("Idempotency-Key", "report-" + run));
    client.expectStatus(started, 202);
    client.say("Run " + started.body().path("id").asText() + " is queued.");
    Answer ended =
        client.await(
            "The ledger's entry of this run",
            Call.get(started.header("Location")),
            "a run that succeeded",
            entry -> entry.path("status").asText().equals("succeeded"));
    client.say("Its figures: " + ended.body().path("figures"));
  }

  /// The letter is mended and sent again, as somebody would who has to get a lost event back.
  private void poison() throws IOException, InterruptedException, Problem {
    platform.plantPoison("An event that no code can read: put it into the table", run);
    String key = platform.awaitLetter("Where it went", run);
    platform.redrive("Send it again: it fails again and is kept", key, "kept");
    platform.mend("Mend the letter", key);
    platform.redrive("Send it again", key, "redriven");
    platform.resetClock("Put the clock right");
  }
}
