package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(OnePlatform.class)
class OrderLifeTest {
  private final Shop shop;

  OrderLifeTest(Shop shop) {
    this.shop = shop;
  }

  @ParameterizedTest
  @CsvSource({
    "customer@example.com, customer",
    "customer2@example.com, customer",
    "staff@example.com, staff",
    "admin@example.com, admin",
  })
  void a_seeded_account_logs_in_and_has_its_roles(String email, String role) {
    JsonNode account = shop.as(email).get("/v1/auth/me").send().as(200, "Account");

    assertThat(account.path("email").asText()).isEqualTo(email);
    assertThat(account.path("roles")).extracting(JsonNode::asText).contains(role);
  }

  @Test
  void the_seeded_products_can_be_read_by_anyone() {
    JsonNode page = shop.anyone().get("/v1/products?limit=100").send().as(200, "ProductPage");

    assertThat(page.path("data"))
        .extracting(product -> product.path("sku").asText())
        .contains("SKU-001", "SKU-005", "SKU-010");
  }

  @Test
  void an_order_is_placed_read_listed_and_paid() {
    Client customer = shop.customer();

    Answer placed = customer.order("SKU-001", 2);
    JsonNode order = placed.as(201, "Order");
    Answer read = customer.get(placed.header("Location")).send();
    JsonNode list = customer.get("/v1/orders?limit=100").send().as(200, "OrderPage");
    Answer paid = customer.pay(id(order), read.header("ETag"), 2500);
    JsonNode after = customer.get("/v1/orders/" + id(order)).send().as(200, "Order");

    assertThat(order.at("/total/amount").asLong()).isEqualTo(2500);
    assertThat(order.path("status").asText()).isEqualTo("pending");
    assertThat(read.as(200, "Order")).isEqualTo(order);
    assertThat(list.path("data")).contains(order);
    assertThat(paid.as(200, "Order").path("status").asText()).isEqualTo("paid");
    assertThat(paid.header("ETag")).isNotEmpty().isNotEqualTo(read.header("ETag"));
    assertThat(after).isEqualTo(paid.json());
  }

  @Test
  void a_paid_order_that_is_cancelled_gives_back_stock_and_money() {
    Client customer = shop.customer();
    long before = shop.available("SKU-002");
    Answer placed = customer.order("SKU-002", 3);
    String id = id(placed.as(201, "Order"));
    Answer paid = customer.pay(id, placed.header("ETag"), 2970);
    long held = shop.available("SKU-002");

    JsonNode cancelled = customer.cancel(id, paid.header("ETag")).as(200, "Order");

    assertThat(held).isEqualTo(before - 3);
    assertThat(shop.available("SKU-002")).isEqualTo(before);
    assertThat(cancelled.path("status").asText()).isEqualTo("cancelled");
    assertThat(cancelled.path("refundStatus").asText()).isEqualTo("full");
    assertThat(cancelled.path("allowedTransitions")).isEmpty();
  }

  @Test
  void a_paid_order_leaves_in_parts_and_arrives() {
    Answer placed = shop.customer().order("SKU-004", 2);
    String path = placed.header("Location");
    String id = id(placed.as(201, "Order"));
    Answer paid = shop.customer().pay(id, placed.header("ETag"), 11_990);
    String parcel =
        "{\"lines\":[{\"sku\":\"SKU-004\",\"quantity\":1}],\"carrier\":\"Post\",\"trackingNumber\":\"T-1\"}";

    Answer part = shop.staff().step(path + "/shipments", paid.header("ETag"), parcel);
    Answer rest = shop.staff().step(path + "/shipments", part.header("ETag"), parcel);
    Answer none = shop.staff().step(path + "/shipments", rest.header("ETag"), parcel);
    Answer arrived = shop.staff().step(path + "/delivery", rest.header("ETag"), "{}");

    assertThat(part.as(200, "Order").path("status").asText()).isEqualTo("partially_shipped");
    assertThat(rest.as(200, "Order").path("status").asText()).isEqualTo("shipped");
    none.problem(409, "illegal_transition");
    JsonNode order = arrived.as(200, "Order");
    assertThat(order.path("status").asText()).isEqualTo("delivered");
    assertThat(order.path("shipments")).hasSize(2);
    assertThat(shop.customer().get(path).send().as(200, "Order").path("shipments"))
        .isEqualTo(order.path("shipments"));
  }

  @Test
  void a_pending_order_is_changed_and_a_paid_one_refunded_in_parts() {
    Answer placed = shop.customer().order("SKU-004", 2);
    String path = placed.header("Location");
    Answer changed =
        shop.customer()
            .call("PATCH", path)
            .header("If-Match", placed.header("ETag"))
            .json("{\"reference\":\"for-ada\"}");
    Answer paid = shop.customer().pay(id(placed.json()), changed.header("ETag"), 11_990);
    Client staff =
        shop.anyone()
            .withToken(shop.logIn("staff@example.com").json().path("access_token").asText());
    String amount = "{\"amount\":{\"amount\":1000,\"currency\":\"EUR\"},\"reason\":\"damaged\"}";
    String piece = "{\"lines\":[{\"sku\":\"SKU-004\",\"quantity\":1}],\"reason\":\"returned\"}";

    Answer first = staff.step(path + "/refunds", paid.header("ETag"), amount);
    Answer second = staff.step(path + "/refunds", first.header("ETag"), piece);
    Answer third = staff.step(path + "/refunds", second.header("ETag"), piece);

    assertThat(changed.as(200, "Order").path("reference").asText()).isEqualTo("for-ada");
    assertThat(first.as(201, "Order").path("refundStatus").asText()).isEqualTo("partial");
    assertThat(second.as(201, "Order").at("/refunded/amount").asLong()).isEqualTo(6_995);
    third.problem(409, "refund_exceeds_captured");
    assertThat(shop.customer().get(path).send().as(200, "Order").path("refunds")).hasSize(2);
    assertThat(shop.customer().get(path + "/events").send().as(200, "OrderEventPage").path("data"))
        .extracting(event -> event.path("type").asText())
        .containsExactly(
            "order.placed", "order.changed", "order.paid", "order.refunded", "order.refunded");
  }

  @Test
  void a_product_is_dearer_from_the_next_order_on() {
    Client staff = shop.staff();
    Answer product = staff.get("/v1/products/SKU-003").send();
    long price = product.as(200, "Product").at("/price/amount").asLong();

    Answer dearer =
        staff
            .call("PATCH", "/v1/products/SKU-003")
            .header("If-Match", product.header("ETag"))
            .json("{\"price\":{\"amount\":%d,\"currency\":\"EUR\"}}".formatted(price + 1));

    assertThat(dearer.as(200, "Product").at("/price/amount").asLong()).isEqualTo(price + 1);
    JsonNode order = shop.customer().order("SKU-003", 1).as(201, "Order");
    assertThat(order.at("/total/amount").asLong()).isEqualTo(price + 1);
    staff
        .call("PATCH", "/v1/products/SKU-003")
        .header("If-Match", dearer.header("ETag"))
        .json("{\"price\":{\"amount\":%d,\"currency\":\"EUR\"}}".formatted(price))
        .as(200, "Product");
  }

  @Test
  void a_cancelled_order_cannot_be_paid() {
    Client customer = shop.customer();
    Answer placed = customer.order("SKU-001", 1);
    String id = id(placed.as(201, "Order"));
    Answer cancelled = customer.cancel(id, placed.header("ETag"));

    Answer paid = customer.pay(id, cancelled.header("ETag"), 1250);

    paid.problem(409, "illegal_transition");
  }

  @Test
  void an_etag_that_is_still_current_is_answered_with_304() {
    Client customer = shop.customer();
    Answer placed = customer.order("SKU-001", 1);
    String path = placed.header("Location");
    String etag = placed.header("ETag");

    Answer same = customer.get(path).header("If-None-Match", etag).send();
    Answer other = customer.get(path).header("If-None-Match", "\"other\"").send();

    assertThat(same.status()).isEqualTo(304);
    assertThat(same.text()).isEmpty();
    assertThat(same.header("ETag")).isEqualTo(etag);
    assertThat(other.as(200, "Order")).isEqualTo(placed.json());
  }

  @Test
  void another_customers_order_is_answered_with_the_bytes_of_an_absent_one() {
    String theirs = id(shop.customer().order("SKU-001", 1).as(201, "Order"));
    String absent = theirs.substring(0, theirs.length() - 5) + "00000";
    Client other = shop.otherCustomer();

    Answer foreign = other.get("/v1/orders/" + theirs).header("X-Request-Id", "look").send();
    Answer missing = other.get("/v1/orders/" + absent).header("X-Request-Id", "look").send();

    foreign.problem(404, "not_found");
    assertThat(foreign.text().replace(theirs, "ID"))
        .isEqualTo(missing.text().replace(absent, "ID"));
    assertThat(foreign.response().headers().map().keySet())
        .isEqualTo(missing.response().headers().map().keySet());
  }

  @Test
  void another_customers_order_can_be_neither_paid_nor_cancelled() {
    Answer placed = shop.customer().order("SKU-001", 1);
    String id = id(placed.as(201, "Order"));

    Answer paid = shop.otherCustomer().pay(id, placed.header("ETag"), 1250);
    Answer cancelled = shop.otherCustomer().cancel(id, placed.header("ETag"));

    paid.problem(404, "not_found");
    cancelled.problem(404, "not_found");
    assertThat(shop.customer().get(placed.header("Location")).send().as(200, "Order"))
        .isEqualTo(placed.json());
  }

  @Test
  void a_customer_may_not_change_the_catalogue_and_staff_may() {
    String body =
        "{\"name\":\"Lid\",\"price\":{\"amount\":100,\"currency\":\"EUR\"},\"active\":true}";
    String path = "/v1/products/LID-" + Shop.newKey();

    Answer refused = shop.customer().call("PUT", path).header("If-None-Match", "*").json(body);
    Answer created = shop.staff().call("PUT", path).header("If-None-Match", "*").json(body);

    assertThat(refused.problem(403, "insufficient_scope").path("detail").asText())
        .contains("catalog:write");
    assertThat(created.as(201, "Product").path("available").asLong()).isZero();
  }

  @Test
  void staff_adjust_stock_and_read_why() {
    String path = "/v1/products/ADJ-" + Shop.newKey();
    shop.staff()
        .call("PUT", path)
        .header("If-None-Match", "*")
        .json(
            "{\"name\":\"Box\",\"price\":{\"amount\":1,\"currency\":\"EUR\"},\"active\":true,\"stock\":2}")
        .as(201, "Product");

    JsonNode adjustment =
        shop.staff()
            .post(path + "/stock-adjustments")
            .key(Shop.newKey())
            .json("{\"delta\":5,\"reason\":\"delivery 4711\"}")
            .as(201, "StockAdjustment");
    JsonNode history =
        shop.staff().get(path + "/stock-adjustments").send().as(200, "StockAdjustmentPage");
    JsonNode product = shop.anyone().get(path).send().as(200, "Product");

    assertThat(history.path("data")).containsExactly(adjustment);
    assertThat(product.path("available").asLong()).isEqualTo(7);
  }

  private static String id(JsonNode order) {
    return order.path("id").asText();
  }
}
