package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
  @TempDir private Path directory;

  @Test
  void the_key_of_an_expired_marker_can_be_used_anew() throws IOException {
    Path offset = directory.resolve("offset");
    Shop shop = Shop.withClockOffset(offset);
    shop.stock("A", 5);
    shop.order("k1", "A", 1);
    Files.writeString(offset, "PT49H");

    Shop.Answer anew = shop.order("k1", "A", 2);

    assertThat(anew.status()).as(anew.body()).isEqualTo(201);
    assertThat(anew.header("Idempotent-Replayed")).isEmpty();
    assertThat(shop.available("A")).isEqualTo(2);
  }

  @Test
  void a_cursor_that_is_forged_expired_or_of_another_query_is_refused() throws IOException {
    Path offset = directory.resolve("offset");
    Shop shop = Shop.withClockOffset(offset);
    shop.stock("A", 5);
    shop.order("k1", "A", 1);
    shop.order("k2", "A", 1);
    String cursor = shop.customer("GET /v1/orders").query("limit", "1").send().text("next");

    Shop.Answer good = list(shop, cursor).send();
    Shop.Answer forged = list(shop, "AAAA" + cursor).send();
    Shop.Answer otherQuery = list(shop, cursor).query("status", "paid").send();
    Files.writeString(offset, "PT25H");
    Shop.Answer expired = list(shop, cursor).send();

    assertThat(good.status()).isEqualTo(200);
    assertThat(forged.text("code")).isEqualTo("cursor_invalid");
    assertThat(otherQuery.text("code")).isEqualTo("cursor_invalid");
    assertThat(expired.text("code")).isEqualTo("cursor_invalid");
  }

  @Test
  void an_order_the_client_has_already_is_304_without_a_body() {
    Shop shop = new Shop();
    shop.stock("A", 5);
    Shop.Answer placed = shop.order("k1", "A", 1);

    Shop.Answer answer =
        shop.customer("GET /v1/orders/{orderId}")
            .path("orderId", placed.text("id"))
            .header("if-none-match", placed.header("ETag"))
            .send();

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("ETag")).isEqualTo(placed.header("ETag"));
  }

  @Test
  void staff_list_everybodys_orders_over_31_days_at_most() {
    Shop shop = new Shop();

    Shop.Answer most = range(shop, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z").send();
    Shop.Answer more = range(shop, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00.001Z").send();
    Shop.Answer ofOne =
        range(shop, "2025-01-01T00:00:00Z", "2026-02-01T00:00:00Z")
            .query("customerId", Shop.CUSTOMER)
            .send();

    assertThat(most.status()).as(most.body()).isEqualTo(200);
    assertThat(more.text("code")).isEqualTo("range_too_large");
    assertThat(ofOne.status()).isEqualTo(200);
  }

  @Test
  void a_basket_without_a_price_is_refused_with_the_reason() {
    Shop shop = new Shop();
    shop.product("OFF", 500, "EUR", false);
    shop.product("EUR", 500, "EUR", true);
    shop.product("USD", 500, "USD", true);
    shop.product("DEAR", 9_007_199_254_740_991L, "EUR", true);

    Shop.Answer inactive = shop.order("k1", "OFF", 1);
    Shop.Answer tooLarge = shop.order("k2", "DEAR", 2);
    Shop.Answer mixed =
        shop.customer("POST /v1/orders")
            .header("idempotency-key", "k3")
            .send(
                "{\"lines\":[{\"sku\":\"EUR\",\"quantity\":1},{\"sku\":\"USD\",\"quantity\":1}]}");

    assertThat(inactive.text("code")).isEqualTo("inactive_product");
    assertThat(tooLarge.text("code")).isEqualTo("amount_too_large");
    assertThat(mixed.text("code")).isEqualTo("mixed_currencies");
  }

  private static Shop.Call list(Shop shop, String cursor) {
    return shop.customer("GET /v1/orders").query("limit", "1").query("cursor", cursor);
  }

  private static Shop.Call range(Shop shop, String from, String to) {
    return shop.staff("GET /v1/orders").query("createdFrom", from).query("createdTo", to);
  }
}
