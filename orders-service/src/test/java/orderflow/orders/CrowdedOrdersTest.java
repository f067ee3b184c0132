package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.json.Json;
import orderflow.orders.domain.Histories;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.domain.Samples;
import orderflow.orders.dynamodb.Images;
import org.junit.jupiter.api.Test;

/// Many at once on the largest order there is, and a reader in the midst of writers.
class CrowdedOrdersTest {
  private static final int LINES = 50;
  private static final int CROWD = 16;

  private final OrderTables tables = OrderTables.withoutStream();
  private final Shop shop = new Shop(tables);

  @Test
  void an_order_of_fifty_lines_is_placed_once_and_cancelled_once_whatever_the_crowd() {
    IntStream.range(0, LINES).forEach(n -> shop.stock("SKU-" + n, 20));
    String body =
        IntStream.range(0, LINES)
            .mapToObj("{\"sku\":\"SKU-%d\",\"quantity\":2}"::formatted)
            .collect(Collectors.joining(",", "{\"lines\":[", "]}"));

    List<Shop.Answer> placed =
        crowd(n -> shop.customer("POST /v1/orders").header("idempotency-key", "one").send(body));
    String id = placed.getFirst().text("id");
    List<Long> held = available();
    List<Shop.Answer> cancelled = crowd(n -> shop.cancel(id, "cancel-" + n, "*"));

    assertThat(placed).extracting(Shop.Answer::status).containsOnly(201);
    assertThat(placed).extracting(Shop.Answer::body).containsOnly(placed.getFirst().body());
    assertThat(held).hasSize(LINES).containsOnly(18L);
    assertThat(cancelled).extracting(Shop.Answer::status).containsOnlyOnce(200);
    assertThat(cancelled).extracting(Shop.Answer::status).isSubsetOf(200, 409);
    assertThat(available()).hasSize(LINES).containsOnly(20L);
    assertThat(entries("ORDER#" + id)).isEqualTo(2);
    assertThat(entries("CUSTOMER#" + Shop.CUSTOMER)).isEqualTo(1);
  }

  @Test
  void
      a_reader_that_polls_while_writers_burst_gets_each_event_once_and_in_the_order_of_its_order() {
    int orders = 60;
    AtomicBoolean finished = new AtomicBoolean();
    Map<String, String> seen = new HashMap<>();

    Concurrently.map(
        IntStream.range(0, 4).boxed().toList(),
        turn -> {
          if (turn == 0) {
            poll(3 * orders, seen, finished);
          } else {
            IntStream.range(0, orders / 3).forEach(n -> trade("ord_%d_%d".formatted(turn, n)));
          }
          return turn;
        });

    assertThat(finished).isTrue();
    assertThat(seen).hasSize(orders);
    assertThat(seen.values()).containsOnly("123");
  }

  /// Polls until all have been seen; the number of polls is bounded.
  private void poll(int events, Map<String, String> seen, AtomicBoolean finished) {
    String cursor = "";
    int count = 0;
    for (int polls = 0; polls < 20_000 && count < events; polls++) {
      Shop.Call call = shop.staff("GET /v1/events").query("limit", "7");
      Json.Obj part = (cursor.isEmpty() ? call : call.query("cursor", cursor)).send().json();
      for (Json event : ((Json.Arr) part.get("data").orElseThrow()).elements()) {
        Json.Obj entry = (Json.Obj) event;
        String order = ((Json.Str) entry.get("orderId").orElseThrow()).value();
        String sequence = ((Json.Num) entry.get("sequence").orElseThrow()).text();
        seen.merge(order, sequence, String::concat);
        count++;
      }
      cursor = ((Json.Str) part.get("next").orElseThrow()).value();
    }
    finished.set(count == events);
  }

  private void trade(String id) {
    OrderEvent placed = Histories.placed(id, "usr_1", Samples.NOW, Samples.line("A", 1, 500));
    List<OrderEvent> events = new ArrayList<>(List.of(placed, Histories.paid(placed, Samples.NOW)));
    events.add(Histories.next(placed, 3, Samples.NOW, new OrderEvent.Delivered()));
    try (StreamMapping stream = new StreamMapping(tables)) {
      for (OrderEvent event : events) {
        assertThat(stream.deliver(List.of(Images.inserted(Images.item(event), 1)))).isEmpty();
      }
    }
  }

  private static List<Shop.Answer> crowd(IntFunction<Shop.Answer> request) {
    return Concurrently.map(IntStream.range(0, CROWD).boxed().toList(), request::apply);
  }

  private List<Long> available() {
    return IntStream.range(0, LINES).mapToObj(n -> shop.available("SKU-" + n)).toList();
  }

  private long entries(String pk) {
    return TestTables.scan(tables.table()).stream()
        .filter(item -> Objects.requireNonNull(item.get("pk")).s().equals(pk))
        .count();
  }
}
