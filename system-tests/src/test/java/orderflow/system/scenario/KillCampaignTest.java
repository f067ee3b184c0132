package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import orderflow.system.template.SamTemplate;
import org.junit.jupiter.api.Test;

/// Every function is killed at random moments while everybody is at work; then it gets quiet, and
/// the books must be right. On a platform of its own.
///
/// `-Dorderflow.campaign.seed` repeats the choices of a campaign, `-Dorderflow.campaign.kills` says
/// how often each function is killed.
class KillCampaignTest {
  private static final long SEED = Long.getLong("orderflow.campaign.seed", System.nanoTime());
  private static final int KILLS = Integer.getInteger("orderflow.campaign.kills", 2);
  private static final Duration ORDER_EXPIRY = Duration.ofMinutes(31);
  private static final Duration OLD_ENOUGH_TO_RECONCILE = Duration.ofMinutes(6);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> JOBS =
      List.of("expire-orders", "daily-report", "rotate-keys", "reconcile", "redrive");

  @Test
  void whoever_dies_at_whatever_moment_the_books_are_right_when_it_is_quiet() {
    System.out.println("-Dorderflow.campaign.seed=" + SEED);
    try (Circle circle = Circle.open()) {
      Books books = new Books(circle);
      Map<String, Long> stock = stock(books);
      List<String> functions =
          SamTemplate.ofProject().functionIds().stream().map(circle::functionName).toList();
      Killer killer = new Killer(circle.platform(), new Random(SEED));

      CampaignLoad load = campaign(circle, killer, functions);
      calmDown(circle, load);

      assertThat(killer.deaths()).containsOnlyKeys(functions);
      assertThat(killer.deaths().values())
          .allSatisfy(deaths -> assertThat(deaths).isGreaterThanOrEqualTo(KILLS));
      List<JsonNode> orders = books.orders();
      List<JsonNode> events = books.events(orders);
      ordersAreThoseAcknowledged(orders, load);
      importsAddUp(circle, load, orders, books.products());
      stockIsWhatIsLeft(stock, orders, books.products());
      viewsAreTheFold(circle, events);
      slotsHaveOneRun(books);
      nothingIsFoundByReconcile(circle, orders, events);
    }
  }

  private static CampaignLoad campaign(Circle circle, Killer killer, List<String> functions) {
    CampaignLoad load = new CampaignLoad(circle.anyone(), SEED);
    try (load) {
      load.start();
      killer.kill(functions, 1, load::hasFailed);
      fire(circle, "daily-report");
      fire(circle, "expire-orders");
      circle.platform().clock().move(ORDER_EXPIRY);
      killer.kill(functions, KILLS - 1, load::hasFailed);
      fire(circle, "daily-report");
      fire(circle, "expire-orders");
    }
    return load;
  }

  /// The same slot each time.
  private static void fire(Circle circle, String schedule) {
    String at = circle.today().plusDays(1) + "T00:15:00Z";
    Answer fired =
        new Client(circle.platform().console(), Optional.empty())
            .post("/api/fire?schedule=local-" + schedule + "&at=" + at)
            .send();
    assertThat(fired.status()).as("%s", fired).isEqualTo(202);
  }

  /// Leases of the dead run out, what was given up is sent again, what is due expires.
  private static void calmDown(Circle circle, CampaignLoad load) {
    circle.platform().clock().move(ORDER_EXPIRY);
    quiet(circle);
    circle.moveClock(Duration.ZERO);
    Patience.until(
        "no dead letters",
        PATIENCE,
        () -> {
          JsonNode run = circle.run("redrive");
          quiet(circle);
          return run.at("/figures/letters").asInt();
        },
        letters -> letters == 0);
    for (CampaignLoad.Sent sent : load.files()) {
      Patience.until(
          "the end of " + sent.id(),
          PATIENCE,
          () -> circle.staff().get("/v1/imports/" + sent.id()).send().as(200, "Import"),
          file -> !file.path("finishedAt").isNull());
    }
    circle.moveClock(ORDER_EXPIRY);
    circle.run("expire-orders");
    quiet(circle);
  }

  private static void quiet(Circle circle) {
    Patience.until("no event on its way", PATIENCE, () -> circle.platform().isIdle(), idle -> idle);
  }

  private static Map<String, Long> stock(Books books) {
    Map<String, Long> stock = new HashMap<>();
    books
        .products()
        .forEach(
            product -> stock.put(product.path("sku").asText(), product.path("available").asLong()));
    return stock;
  }

  private static void ordersAreThoseAcknowledged(List<JsonNode> orders, CampaignLoad load) {
    Map<String, List<JsonNode>> byReference =
        orders.stream().collect(Collectors.groupingBy(order -> order.path("reference").asText()));
    assertThat(load.orders()).hasSizeGreaterThan(10);
    load.orders()
        .forEach((key, told) -> {
          List<JsonNode> found = byReference.getOrDefault(key, List.of());
          assertThat(found).as(key).hasSize(1);
          assertThat(found.getFirst().path("id").asText()).isEqualTo(told.id());
          // What was left pending has expired.
          String status = told.status().equals("pending") ? "expired" : told.status();
          assertThat(found.getFirst().path("status").asText()).as(key).isEqualTo(status);
        });
    long byCustomers =
        byReference.keySet().stream().filter(reference -> !reference.startsWith("R-")).count();
    assertThat(byCustomers).isEqualTo(load.orders().size());
  }

  private static void importsAddUp(
      Circle circle, CampaignLoad load, List<JsonNode> orders, List<JsonNode> products) {
    long productRows = 0;
    long orderRows = 0;
    for (CampaignLoad.Sent sent : load.files()) {
      JsonNode file = circle.staff().get("/v1/imports/" + sent.id()).send().as(200, "Import");
      long good = sent.file().rows() - sent.file().badRows();
      assertThat(file.at("/counts/total").asLong()).isEqualTo(sent.file().rows());
      assertThat(file.at("/counts/failed").asLong())
          .as("%s", file)
          .isEqualTo(sent.file().badRows());
      assertThat(file.at("/counts/created").asLong()).as("%s", file).isEqualTo(good);
      productRows += sent.file().kind().equals("products") ? good : 0;
      orderRows += sent.file().kind().equals("orders") ? good : 0;
    }
    assertThat(load.files()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(orderRows).isPositive();
    assertThat(products.stream().filter(product -> imported(product.path("sku").asText())))
        .hasSize((int) productRows);
    assertThat(
            orders.stream()
                .filter(order -> order.path("reference").asText().startsWith("R-"))
                .flatMap(order -> order.path("lines").valueStream())
                // Rows of one SKU are one line, and each row is a piece.
                .mapToLong(line -> line.path("quantity").asLong())
                .sum())
        .isEqualTo(orderRows);
  }

  private static boolean imported(String sku) {
    return sku.startsWith("K");
  }

  private static void stockIsWhatIsLeft(
      Map<String, Long> before, List<JsonNode> orders, List<JsonNode> products) {
    Map<String, Long> held = Books.held(orders);
    for (JsonNode product : products) {
      String sku = product.path("sku").asText();
      long had = imported(sku) ? LargeFile.STOCK : before.getOrDefault(sku, 0L);
      assertThat(product.path("available").asLong())
          .as(sku)
          .isEqualTo(had - held.getOrDefault(sku, 0L));
    }
  }

  private static void viewsAreTheFold(Circle circle, List<JsonNode> events) {
    List<JsonNode> feed = circle.feed();
    assertThat(byId(feed)).isEqualTo(byId(events));
    assertThat(feed).hasSameSizeAs(events);
    assertThat(Books.figures(circle.report())).isEqualTo(Books.fold(events));
  }

  private static Map<String, JsonNode> byId(List<JsonNode> events) {
    return events.stream()
        .collect(
            Collectors.toMap(event -> event.path("id").asText(), Function.identity(), (a, _) -> a));
  }

  private static void slotsHaveOneRun(Books books) {
    for (String job : JOBS) {
      List<JsonNode> runs = books.runs(job);
      assertThat(runs).as(job).isNotEmpty();
      assertThat(runs)
          .as(job)
          .allSatisfy(run ->
              assertThat(run.path("status").asText())
                  .isIn(Set.of("succeeded", "skipped", "failed")));
      List<String> slots = new ArrayList<>();
      runs.stream()
          .filter(run -> run.path("trigger").asText().equals("schedule"))
          .forEach(run -> slots.add(run.path("scheduledFor").asText()));
      assertThat(slots).as(job).doesNotHaveDuplicates();
    }
  }

  private static void nothingIsFoundByReconcile(
      Circle circle, List<JsonNode> orders, List<JsonNode> events) {
    circle.moveClock(OLD_ENOUGH_TO_RECONCILE);
    JsonNode run = circle.run("reconcile");
    assertThat(run.path("status").asText()).as("%s", run).isEqualTo("succeeded");
    assertThat(run.at("/figures/discrepancies").asInt(-1)).as("%s", run).isZero();
    assertThat(run.at("/figures/unsettled").asInt(-1)).as("%s", run).isZero();
    assertThat(run.at("/figures/checked/orders").asInt()).isEqualTo(orders.size());
    assertThat(run.at("/figures/checked/events").asInt()).isEqualTo(events.size());
  }
}
