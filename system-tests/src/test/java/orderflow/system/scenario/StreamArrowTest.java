package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Order → table stream → views → API.
@ExtendWith(OneCircle.class)
class StreamArrowTest {
  private final Circle circle;

  StreamArrowTest(Circle circle) {
    this.circle = circle;
  }

  @Test
  void what_happens_to_orders_is_in_the_feed_their_histories_and_the_report() {
    circle.newProduct("STREAM-1", 700, 10);
    String feed = circle.feedEnd();
    JsonNode before = circle.report();

    String paid = placeAndPay("STREAM-1", 3, 2100);
    String cancelled = placeAndCancel("STREAM-1", 2);
    circle.event(feed, paid, "order.paid");
    circle.event(feed, cancelled, "order.cancelled");

    assertThat(types(feed(feed, paid))).containsExactly("order.placed", "order.paid");
    assertThat(types(feed(feed, cancelled))).containsExactly("order.placed", "order.cancelled");
    assertThat(history(paid)).isEqualTo(feed(feed, paid));
    assertThat(history(cancelled)).isEqualTo(feed(feed, cancelled));
    assertThat(sequences(paid)).containsExactly(1, 2);
    JsonNode after = circle.report();
    assertThat(grown(before, after, "orders")).isEqualTo(2);
    assertThat(grown(before, after, "cancellations")).isEqualTo(1);
    assertThat(euros(after) - euros(before)).isEqualTo(2100);
    JsonNode sales = Reports.sku(after, "STREAM-1");
    assertThat(sales.path("units").asInt()).isEqualTo(5);
    assertThat(sales.path("unitsReturned").asInt()).isEqualTo(2);
    assertThat(Reports.euros(sales)).isEqualTo(2100);
  }

  @Test
  void the_feed_goes_on_after_its_end_and_is_not_for_customers() {
    circle.newProduct("STREAM-2", 100, 1);
    String end = circle.feedEnd();

    List<JsonNode> nothing = circle.feedSince(end);
    String id = circle.customer().order("STREAM-2", 1).as(201, "Order").path("id").asText();
    JsonNode event = circle.event(end, id, "order.placed");

    assertThat(nothing).isEmpty();
    assertThat(event.at("/data/lines/0/sku").asText()).isEqualTo("STREAM-2");
    circle.customer().get("/v1/events").send().problem(403, "insufficient_scope");
    circle
        .customer()
        .get("/v1/reports/daily/" + circle.today())
        .send()
        .problem(403, "insufficient_scope");
    circle
        .logIn("customer2@example.com")
        .get("/v1/orders/" + id + "/events")
        .send()
        .problem(404, "not_found");
  }

  private String placeAndPay(String sku, int quantity, long amount) {
    Answer placed = circle.customer().order(sku, quantity);
    String id = placed.as(201, "Order").path("id").asText();
    circle.customer().pay(id, placed.header("ETag"), amount).as(200, "Order");
    return id;
  }

  private String placeAndCancel(String sku, int quantity) {
    Answer placed = circle.customer().order(sku, quantity);
    String id = placed.as(201, "Order").path("id").asText();
    circle.customer().cancel(id, placed.header("ETag")).as(200, "Order");
    return id;
  }

  private List<JsonNode> feed(String since, String orderId) {
    return circle.feedSince(since).stream()
        .filter(event -> event.path("orderId").asText().equals(orderId))
        .toList();
  }

  private List<JsonNode> history(String orderId) {
    JsonNode page =
        circle.customer().get("/v1/orders/" + orderId + "/events").send().as(200, "OrderEventPage");
    return page.path("data").valueStream().toList();
  }

  private List<Integer> sequences(String orderId) {
    return history(orderId).stream().map(event -> event.path("sequence").asInt()).toList();
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(event -> event.path("type").asText()).toList();
  }

  private static int grown(JsonNode before, JsonNode after, String member) {
    return after.path(member).asInt() - before.path(member).asInt();
  }

  private static long euros(JsonNode report) {
    return Reports.euros(report);
  }
}
