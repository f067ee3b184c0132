package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchProductTest {
  private final Shop shop = new Shop();

  @Test
  void a_price_changes_for_the_next_order_and_no_other_value_with_it() {
    shop.stock("A", 10);
    Shop.Answer before = shop.order("k1", "A", 1);

    Shop.Answer dearer = patch("A", "\"1\"", "{\"price\":{\"amount\":700,\"currency\":\"EUR\"}}");
    Shop.Answer after = shop.order("k2", "A", 1);

    assertThat(dearer.status()).as(dearer.body()).isEqualTo(200);
    assertThat(dearer.header("ETag")).isEqualTo("\"2\"");
    assertThat(dearer.body())
        .contains("\"name\":\"Mug\"", "\"amount\":700", "\"available\":9", "\"active\":true");
    assertThat(after.body()).contains("\"unitPrice\":{\"amount\":700,");
    assertThat(read(before)).contains("\"unitPrice\":{\"amount\":500,");
  }

  @Test
  void a_product_is_put_away_and_back() {
    shop.stock("A", 10);

    patch("A", "\"1\"", "{\"active\":false}");
    Shop.Answer refused = shop.order("k1", "A", 1);
    patch("A", "\"2\"", "{\"active\":true}");
    Shop.Answer placed = shop.order("k2", "A", 1);

    assertThat(refused.text("code")).isEqualTo("inactive_product");
    assertThat(placed.status()).isEqualTo(201);
  }

  @Test
  void the_version_is_wanted_and_has_to_be_the_present_one() {
    shop.stock("A", 10);
    Shop.Call without = shop.staff("PATCH /v1/products/{sku}").path("sku", "A");

    assertThat(without.send("{}").text("code")).isEqualTo("precondition_required");
    Shop.Answer stale = patch("A", "\"7\"", "{\"active\":false}");
    assertThat(stale.text("code")).isEqualTo("precondition_failed");
    assertThat(stale.header("ETag")).isEqualTo("\"1\"");
    assertThat(patch("NONE", "*", "{\"active\":false}").text("code")).isEqualTo("not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"name\":null}", "{\"price\":null}", "{\"stock\":5}", "{\"active\":\"yes\"}"})
  void what_cannot_be_taken_away_or_changed_here_is_refused(String body) {
    shop.stock("A", 10);

    assertThat(patch("A", "\"1\"", body).text("code")).isEqualTo("invalid_input");
  }

  private Shop.Answer patch(String sku, String etag, String body) {
    return shop.staff("PATCH /v1/products/{sku}")
        .path("sku", sku)
        .header("if-match", etag)
        .send(body);
  }

  private String read(Shop.Answer order) {
    return shop.staff("GET /v1/orders/{orderId}").path("orderId", order.text("id")).send().body();
  }
}
