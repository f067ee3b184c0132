package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import orderflow.kit.concurrent.Concurrently;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundRoutesTest {
  private static final String REFUNDS = "POST /v1/orders/{orderId}/refunds";

  private final Shop shop = new Shop();

  @Test
  void amounts_and_pieces_go_back_and_are_told_of() {
    Shop.Answer paid = paid(3);
    String id = paid.text("id");

    Shop.Answer amount = refund(id, "r1", paid.header("ETag"), amount(200));
    Shop.Answer pieces = refund(id, "r2", amount.header("ETag"), pieces(2));

    assertThat(amount.status()).as(amount.body()).isEqualTo(201);
    assertThat(amount.body())
        .contains("\"refundStatus\":\"partial\"", "\"refunded\":{\"amount\":200,");
    assertThat(pieces.body())
        .contains(
            "\"refunded\":{\"amount\":1200,",
            "\"number\":2,\"amount\":{\"amount\":1000,\"currency\":\"EUR\"},"
                + "\"lines\":[{\"sku\":\"A\",\"quantity\":2}]");
    assertThat(get(id).body()).isEqualTo(pieces.body());
    assertThat(shop.available("A")).isEqualTo(7);
    assertThat(history(id)).contains("\"type\":\"order.refunded\"", "\"complete\":false");
  }

  @Test
  void more_than_is_left_is_refused_and_again_with_the_same_bytes() {
    Shop.Answer paid = paid(1);

    Shop.Answer refused = refund(paid.text("id"), "r1", paid.header("ETag"), amount(501));
    Shop.Answer again = refund(paid.text("id"), "r1", paid.header("ETag"), amount(501));
    Shop.Answer pieces = refund(paid.text("id"), "r2", paid.header("ETag"), pieces(2));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("refund_exceeds_captured");
    assertThat(refused.text("detail")).isEqualTo("at most 500 EUR can be refunded");
    assertThat(again.body()).isEqualTo(refused.body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(pieces.text("code")).isEqualTo("refund_exceeds_captured");
    assertThat(pieces.body()).contains("A: to be refunded 2, left 1");
  }

  @Test
  void a_refund_sent_again_is_made_once_and_answered_alike() {
    Shop.Answer paid = paid(2);

    Shop.Answer first = refund(paid.text("id"), "r1", paid.header("ETag"), amount(300));
    Shop.Answer again = refund(paid.text("id"), "r1", paid.header("ETag"), amount(300));

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(get(paid.text("id")).body()).contains("\"refunded\":{\"amount\":300,");
  }

  @Test
  void many_refunds_at_once_whatever_the_version_never_pass_what_was_captured() {
    Shop.Answer paid = paid(2);
    String id = paid.text("id");

    List<Integer> statuses =
        Concurrently.map(
            IntStream.range(0, 16).boxed().toList(),
            n -> refund(id, "r" + n, "*", amount(400)).status());

    assertThat(statuses).filteredOn(status -> status == 201).hasSizeBetween(1, 2);
    long made = statuses.stream().filter(status -> status == 201).count();
    assertThat(get(id).body())
        .contains("\"refunded\":{\"amount\":" + 400 * made + ",\"currency\":\"EUR\"}");
    assertThat(history(id).split("order.refunded", -1)).hasSize((int) made + 1);
    assertThat(statuses).isSubsetOf(201, 409);
  }

  @Test
  void an_order_that_is_cancelled_and_refunded_at_once_gives_back_what_was_captured() {
    Shop.Answer paid = paid(1);
    String id = paid.text("id");

    Concurrently.map(
        List.of("refund", "cancel"),
        step ->
            step.equals("refund")
                ? refund(id, "r", "*", amount(200)).status()
                : shop.cancel(id, "c", "*").status());

    assertThat(get(id).body())
        .contains("\"refunded\":{\"amount\":500,\"currency\":\"EUR\"}", "\"cancelled\"");
    assertThat(shop.available("A")).isEqualTo(10);
  }

  @Test
  void the_scope_and_a_recent_login_are_wanted() {
    Shop.Answer paid = paid(1);

    Shop.Answer customer = send(shop.customer(REFUNDS), paid);
    Shop.Answer old =
        send(shop.refunder(REFUNDS, Instant.now().minus(Duration.ofMinutes(11))), paid);

    assertThat(customer.text("code")).isEqualTo("insufficient_scope");
    assertThat(old.text("code")).isEqualTo("recent_login_required");
    assertThat(old.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"reason\":\"r\"}",
        "{\"amount\":null,\"reason\":\"r\"}",
        "{\"amount\":{\"amount\":0,\"currency\":\"EUR\"},\"reason\":\"r\"}",
        "{\"amount\":{\"amount\":1,\"currency\":\"EUR\"}}",
        "{\"lines\":[],\"reason\":\"r\"}",
        "{\"amount\":{\"amount\":1,\"currency\":\"EUR\"},"
            + "\"lines\":[{\"sku\":\"A\",\"quantity\":1}],\"reason\":\"r\"}"
      })
  void a_body_that_says_too_little_or_too_much_is_refused_and_not_kept(String body) {
    Shop.Answer paid = paid(1);

    assertThat(refund(paid.text("id"), "r", paid.header("ETag"), body).text("code"))
        .isEqualTo("invalid_input");
    assertThat(refund(paid.text("id"), "r", paid.header("ETag"), amount(1)).status())
        .isEqualTo(201);
  }

  private Shop.Answer paid(long quantity) {
    shop.stock("A", 10);
    Shop.Answer placed = shop.order("k1", "A", quantity);
    return shop.pay(placed.text("id"), "p1", placed.header("ETag"), 500 * quantity);
  }

  private static String amount(long cents) {
    return "{\"amount\":{\"amount\":%d,\"currency\":\"EUR\"},\"reason\":\"damaged\"}"
        .formatted(cents);
  }

  private static String pieces(long quantity) {
    return "{\"lines\":[{\"sku\":\"A\",\"quantity\":%d}],\"reason\":\"returned\"}"
        .formatted(quantity);
  }

  private Shop.Answer refund(String orderId, String key, String etag, String body) {
    return shop.refunder(REFUNDS)
        .path("orderId", orderId)
        .header("idempotency-key", key)
        .header("if-match", etag)
        .send(body);
  }

  private static Shop.Answer send(Shop.Call call, Shop.Answer order) {
    return call.path("orderId", order.text("id"))
        .header("idempotency-key", "key")
        .header("if-match", order.header("ETag"))
        .send(amount(1));
  }

  private Shop.Answer get(String orderId) {
    return shop.staff("GET /v1/orders/{orderId}").path("orderId", orderId).send();
  }

  private String history(String orderId) {
    return shop.staff("GET /v1/orders/{orderId}/events").path("orderId", orderId).send().body();
  }
}
