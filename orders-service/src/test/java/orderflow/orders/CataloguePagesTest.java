package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists that are spread over shards and asked for at once.
class CataloguePagesTest {
  private final Shop shop = new Shop();

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 29, 30, 31, 100})
  void pages_of_any_size_give_each_active_product_once(int limit) {
    List<String> active = IntStream.range(0, 30).mapToObj(n -> "SKU-" + n).toList();
    active.forEach(sku -> shop.product(sku, 500, "EUR", true));
    IntStream.range(0, 10).forEach(n -> shop.product("OFF-" + n, 500, "EUR", false));

    List<String> listed = all("GET /v1/products", "sku", limit);

    assertThat(listed).containsExactlyInAnyOrderElementsOf(active);
  }

  @Test
  void staff_see_the_orders_of_all_shards_newest_first_and_each_once() {
    shop.stock("A", 100);
    List<String> placed =
        IntStream.range(0, 13).mapToObj(n -> shop.order("k" + n, "A", 1).text("id")).toList();

    List<String> listed = all("GET /v1/orders", "id", 5);

    assertThat(listed).containsExactlyInAnyOrderElementsOf(placed).isSortedAccordingTo(newest());
  }

  /// Ids begin with the time.
  private static java.util.Comparator<String> newest() {
    return java.util.Comparator.<String>naturalOrder().reversed();
  }

  private List<String> all(String routeKey, String member, int limit) {
    List<String> found = new ArrayList<>();
    Shop.Answer page = shop.staff(routeKey).query("limit", Integer.toString(limit)).send();
    while (true) {
      Json.Obj body = page.json();
      ((Json.Arr) body.get("data").orElseThrow())
          .elements()
          .forEach(entry ->
              found.add(((Json.Str) ((Json.Obj) entry).get(member).orElseThrow()).value()));
      if (!(body.get("next").orElseThrow() instanceof Json.Str(String next))) {
        return found;
      }
      page =
          shop.staff(routeKey).query("limit", Integer.toString(limit)).query("cursor", next).send();
    }
  }
}
