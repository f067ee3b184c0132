package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnePlatform.class)
class PagingTest {
  private final Shop shop;

  PagingTest(Shop shop) {
    this.shop = shop;
  }

  @Test
  void seven_orders_by_three_come_once_each_newest_first() {
    Client customer = shop.otherCustomer();
    List<JsonNode> placed = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      placed.add(customer.order("SKU-003", 1).as(201, "Order"));
    }
    String from = placed.getFirst().path("createdAt").asText();

    List<JsonNode> pages = pages(customer, "/v1/orders?limit=3&createdFrom=" + from);

    assertThat(pages).extracting(page -> page.path("data").size()).containsExactly(3, 3, 1);
    List<JsonNode> listed = new ArrayList<>();
    pages.forEach(page -> page.path("data").forEach(listed::add));
    assertThat(listed).containsExactlyElementsOf(placed.reversed());
  }

  @Test
  void a_cursor_of_another_caller_is_refused() {
    Client customer = shop.customer();
    customer.order("SKU-003", 1).as(201, "Order");
    customer.order("SKU-003", 1).as(201, "Order");
    String cursor =
        customer.get("/v1/orders?limit=1").send().as(200, "OrderPage").path("next").asText();

    Answer answer = shop.otherCustomer().get("/v1/orders?limit=1&cursor=" + cursor).send();

    answer.problem(400, "cursor_invalid");
  }

  @Test
  void an_altered_cursor_is_refused() {
    Answer answer = shop.customer().get("/v1/orders?cursor=AAAA").send();

    answer.problem(400, "cursor_invalid");
  }

  /// Follows the links to the end; the pages' number is bounded.
  private static List<JsonNode> pages(Client client, String first) {
    List<JsonNode> pages = new ArrayList<>();
    String path = first;
    while (!path.isEmpty() && pages.size() < 10) {
      Answer answer = client.get(path).send();
      JsonNode page = answer.as(200, "OrderPage");
      pages.add(page);
      String link = answer.header("Link");
      assertThat(link.isEmpty()).isEqualTo(page.path("next").isNull());
      path = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
    }
    return pages;
  }
}
