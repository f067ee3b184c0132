package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalsTest {
  private final Shop shop = new Shop();

  @Test
  void a_refused_order_is_refused_again_with_the_same_bytes() {
    shop.stock("A", 1);

    Shop.Answer first = shop.order("k1", "A", 2);
    Shop.Answer again = shop.order("k1", "A", 2);

    assertThat(first.text("code")).isEqualTo("out_of_stock");
    assertThat(first.body()).contains("requested 2, available 1");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void a_refusal_about_products_points_at_every_line_as_it_was_sent() {
    shop.stock("A", 1);
    String line = "{\"sku\":\"%s\",\"quantity\":1}";

    Shop.Answer few =
        shop.customer("POST /v1/orders")
            .header("idempotency-key", "k1")
            .send("{\"lines\":[%s,%s]}".formatted(line, line).formatted("A", "A"));
    Shop.Answer unknown =
        shop.customer("POST /v1/orders")
            .header("idempotency-key", "k2")
            .send("{\"lines\":[%s,%s]}".formatted(line, line).formatted("A", "X"));

    assertThat(few.text("code")).isEqualTo("out_of_stock");
    assertThat(few.body())
        .contains("\"pointer\":\"/lines/0/quantity\"", "\"pointer\":\"/lines/1/quantity\"");
    assertThat(unknown.text("code")).isEqualTo("unknown_product");
    assertThat(unknown.body()).contains("\"pointer\":\"/lines/1/sku\"").doesNotContain("/lines/0/");
  }

  @Test
  void an_adjustment_that_takes_too_much_points_at_its_delta() {
    shop.stock("A", 1);

    Shop.Answer answer =
        shop.staff("POST /v1/products/{sku}/stock-adjustments")
            .path("sku", "A")
            .header("idempotency-key", "k1")
            .send("{\"delta\":-2,\"reason\":\"lost\"}");

    assertThat(answer.text("code")).isEqualTo("out_of_stock");
    assertThat(answer.body()).contains("\"pointer\":\"/delta\"");
  }

  @Test
  void a_wrong_amount_and_an_impossible_step_are_refused() {
    shop.stock("A", 5);
    String id = shop.order("k1", "A", 1).text("id");

    Shop.Answer wrong = shop.pay(id, "k2", "\"1\"", 499);
    shop.cancel(id, "k3", "\"1\"");
    Shop.Answer late = shop.pay(id, "k4", "*", 500);

    assertThat(wrong.text("code")).isEqualTo("amount_mismatch");
    assertThat(late.text("code")).isEqualTo("illegal_transition");
  }

  @Test
  void a_missing_key_and_a_missing_version_are_told_apart() {
    shop.stock("A", 5);
    String id = shop.order("k1", "A", 1).text("id");
    String body = "{\"reason\":\"late\"}";
    String route = "POST /v1/orders/{orderId}/cancellation";

    Shop.Answer noKey = shop.customer(route).path("orderId", id).send(body);
    Shop.Answer noVersion =
        shop.customer(route).path("orderId", id).header("idempotency-key", "k2").send(body);

    assertThat(noKey.text("code")).isEqualTo("idempotency_key_required");
    assertThat(noVersion.text("code")).isEqualTo("precondition_required");
  }

  @Test
  void a_product_that_exists_is_not_created_again() {
    shop.stock("A", 5);

    Shop.Answer again =
        shop.staff("PUT /v1/products/{sku}")
            .path("sku", "A")
            .header("if-none-match", "*")
            .send(
                "{\"name\":\"Cup\",\"price\":{\"amount\":1,\"currency\":\"EUR\"},\"active\":true}");

    assertThat(again.status()).isEqualTo(412);
    assertThat(again.header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void stock_is_adjusted_never_below_zero_and_its_history_is_kept() {
    shop.stock("A", 5);

    Shop.Answer taken = adjust("k1", -2);
    Shop.Answer tooMuch = adjust("k2", -4);
    Shop.Answer history =
        shop.staff("GET /v1/products/{sku}/stock-adjustments").path("sku", "A").send();

    assertThat(taken.status()).as(taken.body()).isEqualTo(201);
    assertThat(tooMuch.text("code")).isEqualTo("out_of_stock");
    assertThat(shop.available("A")).isEqualTo(3);
    assertThat(history.body()).contains(taken.text("id"));
  }

  @Test
  void the_catalogue_lists_every_product_once_over_its_pages() {
    for (int i = 0; i < 7; i++) {
      shop.stock("P" + i, 1);
    }

    Shop.Answer first = shop.customer("GET /v1/products").query("limit", "4").send();
    Shop.Answer rest =
        shop.customer("GET /v1/products")
            .query("limit", "4")
            .query("cursor", first.text("next"))
            .send();

    assertThat(rest.body()).contains("\"next\":null");
    for (int i = 0; i < 7; i++) {
      assertThat(first.body() + rest.body()).containsOnlyOnce("\"sku\":\"P" + i + "\"");
    }
  }

  private Shop.Answer adjust(String key, long delta) {
    return shop.staff("POST /v1/products/{sku}/stock-adjustments")
        .path("sku", "A")
        .header("idempotency-key", key)
        .send("{\"delta\":" + delta + ",\"reason\":\"count\"}");
  }
}
