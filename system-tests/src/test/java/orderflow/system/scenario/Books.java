package orderflow.system.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the API tells when nobody is at work, and what must follow from it.
final class Books {
  private static final Set<String> GIVEN_BACK = Set.of("cancelled", "expired");

  private final Circle circle;

  Books(Circle circle) {
    this.circle = circle;
  }

  List<JsonNode> orders() {
    return all("/v1/orders?limit=100", "OrderPage");
  }

  List<JsonNode> products() {
    return all("/v1/products?limit=100", "ProductPage");
  }

  /// All runs of a job that the ledger has.
  List<JsonNode> runs(String job) {
    List<JsonNode> runs = new ArrayList<>();
    String path = "/v1/jobs/" + job + "/runs?limit=100";
    JsonNode page = circle.admin().get(path).send().as(200, "JobRunPage");
    page.path("data").forEach(runs::add);
    while (!page.path("next").isNull()) {
      page =
          circle
              .admin()
              .get(path + "&cursor=" + page.path("next").asText())
              .send()
              .as(200, "JobRunPage");
      page.path("data").forEach(runs::add);
    }
    return runs;
  }

  /// The histories of orders, from the table they are written to.
  List<JsonNode> events(List<JsonNode> orders) {
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode order : orders) {
      String path = "/v1/orders/" + order.path("id").asText() + "/events?limit=100";
      circle.staff().get(path).send().as(200, "OrderEventPage").path("data").forEach(events::add);
    }
    return events;
  }

  /// Pieces of all orders that were neither cancelled nor expired, by SKU.
  static Map<String, Long> held(List<JsonNode> orders) {
    Map<String, Long> held = new TreeMap<>();
    orders.stream()
        .filter(order -> !GIVEN_BACK.contains(order.path("status").asText()))
        .flatMap(order -> order.path("lines").valueStream())
        .forEach(line ->
            held.merge(line.path("sku").asText(), line.path("quantity").asLong(), Long::sum));
    return held;
  }

  /// The figures of a report, by name, without those that are 0.
  static Map<String, Long> figures(JsonNode report) {
    Map<String, Long> figures = new TreeMap<>();
    for (String name : List.of("orders", "cancellations", "expiries")) {
      figures.put(name, report.path(name).asLong());
    }
    figures.put("revenue", cents(report.path("revenue")));
    for (JsonNode product : report.path("skus")) {
      String sku = product.path("sku").asText();
      figures.put(sku + " units", product.path("units").asLong());
      figures.put(sku + " returned", product.path("unitsReturned").asLong());
      figures.put(sku + " revenue", cents(product.path("revenue")));
    }
    figures.values().removeIf(figure -> figure == 0);
    return figures;
  }

  /// The same figures, counted from events.
  static Map<String, Long> fold(List<JsonNode> events) {
    Map<String, Long> figures = new TreeMap<>();
    for (JsonNode event : events) {
      JsonNode data = event.path("data");
      switch (event.path("type").asText()) {
        case "order.placed" -> {
          figures.merge("orders", 1L, Long::sum);
          add(figures, data, " units", "/quantity");
        }
        case "order.paid" -> {
          figures.merge("revenue", data.at("/amount/amount").asLong(), Long::sum);
          add(figures, data, " revenue", "/total/amount");
        }
        case "order.cancelled" -> {
          figures.merge("cancellations", 1L, Long::sum);
          add(figures, data, " returned", "/quantity");
        }
        case "order.expired" -> {
          figures.merge("expiries", 1L, Long::sum);
          add(figures, data, " returned", "/quantity");
        }
        default -> throw new AssertionError("expected one of four types, found " + event);
      }
    }
    return figures;
  }

  private static void add(Map<String, Long> figures, JsonNode data, String figure, String value) {
    for (JsonNode line : data.path("lines")) {
      figures.merge(line.path("sku").asText() + figure, line.at(value).asLong(), Long::sum);
    }
  }

  private static long cents(JsonNode amounts) {
    return amounts.valueStream().mapToLong(amount -> amount.path("amount").asLong()).sum();
  }

  private List<JsonNode> all(String path, String schema) {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page = circle.staff().get(path).send().as(200, schema);
    page.path("data").forEach(all::add);
    while (!page.path("next").isNull()) {
      String next = path + "&cursor=" + page.path("next").asText();
      page = circle.staff().get(next).send().as(200, schema);
      page.path("data").forEach(all::add);
    }
    return all;
  }
}
