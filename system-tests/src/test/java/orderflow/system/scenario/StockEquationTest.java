package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnePlatform.class)
class StockEquationTest {
  private static final Map<String, Integer> SEEDED =
      Map.of("SKU-001", 100, "SKU-004", 100, "SKU-006", 100, "SKU-007", 100, "SKU-010", 5);

  private final Shop shop;

  StockEquationTest(Shop shop) {
    this.shop = shop;
  }

  /// Counts all orders of the platform, those of other classes too: the equation holds whenever
  /// nobody is ordering.
  @Test
  void after_a_storm_the_pieces_sold_and_left_are_the_pieces_seeded() {
    List<Answer> placed = Crowd.of(24, _ -> shop.customer().order("SKU-007", 2));
    List<Answer> cancelled = Crowd.of(12, client -> cancel(placed.get(client)));

    Map<String, Integer> held = held();

    placed.forEach(answer -> answer.as(201, "Order"));
    cancelled.forEach(answer -> answer.as(200, "Order"));
    assertThat(held).containsEntry("SKU-007", 24);
    SEEDED.forEach((sku, seeded) ->
        assertThat(shop.available(sku)).as(sku).isEqualTo(seeded - held.getOrDefault(sku, 0)));
  }

  private Answer cancel(Answer placed) {
    return shop.customer().cancel(placed.json().path("id").asText(), placed.header("ETag"));
  }

  /// Pieces of all orders that were not cancelled, by SKU.
  private Map<String, Integer> held() {
    Map<String, Integer> held = new HashMap<>();
    for (JsonNode order : allOrders()) {
      if (!order.path("status").asText().equals("cancelled")) {
        order
            .path("lines")
            .forEach(line ->
                held.merge(line.path("sku").asText(), line.path("quantity").asInt(), Integer::sum));
      }
    }
    return held;
  }

  private List<JsonNode> allOrders() {
    List<JsonNode> orders = new ArrayList<>();
    JsonNode page = page("/v1/orders?limit=100");
    page.path("data").forEach(orders::add);
    while (!page.path("next").isNull()) {
      page = page("/v1/orders?limit=100&cursor=" + page.path("next").asText());
      page.path("data").forEach(orders::add);
    }
    return orders;
  }

  private JsonNode page(String path) {
    return shop.staff().get(path).send().as(200, "OrderPage");
  }
}
