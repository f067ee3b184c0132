package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import orderflow.kit.concurrent.Concurrently;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShipmentRoutesTest {
  private static final String ALL = "{\"carrier\":\"Post\",\"trackingNumber\":\"T-1\"}";

  private final Shop shop = new Shop();

  @Test
  void an_order_leaves_in_parts_arrives_and_tells_of_it() {
    Shop.Answer paid = paid(3);
    String id = paid.text("id");

    Shop.Answer part = ship(id, "s1", paid.header("ETag"), one("A"));
    Shop.Answer rest = ship(id, "s2", part.header("ETag"), ALL);
    Shop.Answer delivered = deliver(id, "d1", rest.header("ETag"));

    assertThat(part.text("status")).isEqualTo("partially_shipped");
    assertThat(part.body()).contains("\"allowedTransitions\":[\"shipments\",\"refunds\"]");
    assertThat(rest.text("status")).isEqualTo("shipped");
    assertThat(rest.body())
        .contains(
            "\"number\":2", "\"quantity\":2", "\"allowedTransitions\":[\"delivery\",\"refunds\"]");
    assertThat(delivered.status()).as(delivered.body()).isEqualTo(200);
    assertThat(delivered.text("status")).isEqualTo("delivered");
    assertThat(delivered.text("deliveredAt")).isNotBlank();
    assertThat(get(id).body()).contains("\"number\":1", "\"number\":2", "\"deliveredAt\"");
    assertThat(history(id))
        .containsSubsequence("order.placed", "order.paid", "order.shipped", "order.shipped")
        .endsWith("order.delivered");
  }

  @Test
  void a_delivery_without_a_body_is_the_same_as_one_with_an_empty_one() {
    Shop.Answer paid = paid(1);
    Shop.Answer shipped = ship(paid.text("id"), "s", paid.header("ETag"), ALL);
    Shop.Call call = shop.warehouse("POST /v1/orders/{orderId}/delivery");

    Shop.Answer first = step(call, shipped).path("orderId", paid.text("id")).send("null");
    Shop.Answer again = step(call, shipped).send("{}");

    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void more_than_is_left_is_refused_with_what_is_left_and_again_with_the_same_bytes() {
    Shop.Answer paid = paid(2);
    String three =
        "{\"lines\":[{\"sku\":\"A\",\"quantity\":3}],\"carrier\":\"P\",\"trackingNumber\":\"T\"}";

    Shop.Answer refused = ship(paid.text("id"), "s1", paid.header("ETag"), three);
    Shop.Answer again = ship(paid.text("id"), "s1", paid.header("ETag"), three);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("shipment_exceeds_order");
    assertThat(refused.body()).contains("A: to be shipped 3, left 2");
    assertThat(again.body()).isEqualTo(refused.body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void a_shipment_sent_again_is_made_once_and_answered_alike() {
    Shop.Answer paid = paid(2);

    Shop.Answer first = ship(paid.text("id"), "s1", paid.header("ETag"), one("A"));
    Shop.Answer again = ship(paid.text("id"), "s1", paid.header("ETag"), one("A"));

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(history(paid.text("id"))).containsOnlyOnce("order.shipped");
  }

  @Test
  void of_many_shipments_at_once_on_one_version_one_is_made() {
    Shop.Answer paid = paid(5);

    List<Integer> statuses =
        Concurrently.map(
            IntStream.range(0, 16).boxed().toList(),
            n -> ship(paid.text("id"), "s" + n, paid.header("ETag"), one("A")).status());

    assertThat(statuses).containsOnlyOnce(200).isSubsetOf(200, 412, 409);
    assertThat(history(paid.text("id"))).containsOnlyOnce("order.shipped");
  }

  @Test
  void an_order_that_is_cancelled_and_shipped_at_once_does_one_of_the_two() {
    Shop.Answer paid = paid(1);
    String id = paid.text("id");

    List<Integer> statuses =
        Concurrently.map(
            List.of("ship", "cancel"),
            step ->
                step.equals("ship")
                    ? ship(id, "s", paid.header("ETag"), ALL).status()
                    : shop.cancel(id, "c", paid.header("ETag")).status());

    assertThat(statuses).containsOnlyOnce(200);
    boolean shipped = statuses.getFirst() == 200;
    assertThat(get(id).text("status")).isEqualTo(shipped ? "shipped" : "cancelled");
    assertThat(shop.available("A")).isEqualTo(shipped ? 9 : 10);
  }

  @Test
  void an_order_that_is_not_paid_is_not_shipped_and_one_not_shipped_not_delivered() {
    Shop.Answer pending = placed(1);

    assertThat(ship(pending.text("id"), "s", pending.header("ETag"), ALL).text("code"))
        .isEqualTo("illegal_transition");
    assertThat(deliver(pending.text("id"), "d", pending.header("ETag")).text("code"))
        .isEqualTo("illegal_transition");
  }

  @Test
  void customers_neither_ship_nor_deliver() {
    Shop.Answer paid = paid(1);

    assertThat(step(shop.customer("POST /v1/orders/{orderId}/shipments"), paid).send(ALL).status())
        .isEqualTo(403);
    assertThat(step(shop.customer("POST /v1/orders/{orderId}/delivery"), paid).send().status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"lines\":[],\"carrier\":\"P\",\"trackingNumber\":\"T\"}",
        "{\"lines\":[{\"sku\":\"A\",\"quantity\":0}],\"carrier\":\"P\",\"trackingNumber\":\"T\"}",
        "{\"carrier\":\"\",\"trackingNumber\":\"T\"}",
        "{\"carrier\":\"P\",\"trackingNumber\":\"T\",\"weight\":1}"
      })
  void a_body_that_says_too_little_or_too_much_is_refused_and_not_kept(String body) {
    Shop.Answer paid = paid(1);

    assertThat(ship(paid.text("id"), "s", paid.header("ETag"), body).text("code"))
        .isEqualTo("invalid_input");
    assertThat(ship(paid.text("id"), "s", paid.header("ETag"), ALL).status()).isEqualTo(200);
  }

  private static String one(String sku) {
    return "{\"lines\":[{\"sku\":\"%s\",\"quantity\":1}],\"carrier\":\"Post\",\"trackingNumber\":\"T\"}"
        .formatted(sku);
  }

  private Shop.Answer placed(long quantity) {
    shop.stock("A", 10);
    return shop.order("k1", "A", quantity);
  }

  private Shop.Answer paid(long quantity) {
    Shop.Answer placed = placed(quantity);
    return shop.pay(placed.text("id"), "p1", placed.header("ETag"), 500 * quantity);
  }

  private Shop.Answer ship(String orderId, String key, String etag, String body) {
    return shop.warehouse("POST /v1/orders/{orderId}/shipments")
        .path("orderId", orderId)
        .header("idempotency-key", key)
        .header("if-match", etag)
        .send(body);
  }

  private Shop.Answer deliver(String orderId, String key, String etag) {
    return shop.warehouse("POST /v1/orders/{orderId}/delivery")
        .path("orderId", orderId)
        .header("idempotency-key", key)
        .header("if-match", etag)
        .send();
  }

  private static Shop.Call step(Shop.Call call, Shop.Answer order) {
    return call.path("orderId", order.text("id"))
        .header("idempotency-key", "key")
        .header("if-match", order.header("ETag"));
  }

  private Shop.Answer get(String orderId) {
    return shop.staff("GET /v1/orders/{orderId}").path("orderId", orderId).send();
  }

  private List<String> history(String orderId) {
    String events =
        shop.staff("GET /v1/orders/{orderId}/events").path("orderId", orderId).send().body();
    return Pattern.compile("order\\.[a-z]+")
        .matcher(events)
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
