package orderflow.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class ExpireOrdersTest {
  @TempDir private Path folder;

  private final OrderTables tables = OrderTables.create();
  private final Map<String, String> environment = new HashMap<>(tables.environment());

  @BeforeEach
  void clock() {
    environment.put("CLOCK_OFFSET_FILE", folder.resolve("offset").toString());
  }

  private OrderCommandsFunction function(ExecutionInterceptor... interceptors) {
    return new OrderCommandsFunction(
        environment, new PrintStream(OutputStream.nullOutputStream(), true, UTF_8), interceptors);
  }

  @Test
  void an_overdue_order_expires_its_stock_comes_back_and_its_history_says_who() {
    Shop shop = new Shop(environment);
    shop.stock("A", 5);
    String id = shop.order("k1", "A", 2).text("id");
    move("PT31M");

    Json.Obj first = expire(function(), "{}");
    Json.Obj second = expire(function(), "{}");

    Shop.Answer after = shop.customer("GET /v1/orders/{orderId}").path("orderId", id).send();
    assertThat(first).isEqualTo(done(1, false));
    assertThat(second).isEqualTo(done(0, false));
    assertThat(after.text("status")).isEqualTo("expired");
    assertThat(after.body()).contains("\"allowedTransitions\":[]").doesNotContain("expiresAt");
    assertThat(shop.available("A")).isEqualTo(5);
    Item event = new Item(event(id, 2));
    assertThat(event.text("type")).isEqualTo("order.expired");
    assertThat(event.map("actor").text("type")).isEqualTo("system");
    assertThat(event.text("requestId")).isEqualTo("r");
  }

  @Test
  void orders_of_days_before_are_found_and_young_paid_and_cancelled_ones_stay() {
    Shop shop = new Shop(environment);
    shop.stock("A", 9);
    shop.order("old", "A", 1);
    String paid = shop.order("paid", "A", 1).text("id");
    shop.pay(paid, "p", "\"1\"", 500);
    String cancelled = shop.order("cancelled", "A", 1).text("id");
    shop.cancel(cancelled, "c", "\"1\"");
    move("P3D");
    String young = shop.order("young", "A", 1).text("id");

    Json.Obj result = expire(function(), "{}");

    assertThat(result).isEqualTo(done(1, false));
    assertThat(status(shop, paid)).isEqualTo("paid");
    assertThat(status(shop, cancelled)).isEqualTo("cancelled");
    assertThat(status(shop, young)).isEqualTo("pending");
    assertThat(shop.available("A")).isEqualTo(7);
  }

  @Test
  void a_limit_leaves_the_rest_to_the_next_call() {
    Shop shop = new Shop(environment);
    shop.stock("A", 9);
    for (int i = 0; i < 5; i++) {
      shop.order("k" + i, "A", 1);
    }
    move("PT31M");

    List<Json.Obj> results =
        List.of(
            expire(function(), "{\"limit\":2}"),
            expire(function(), "{\"limit\":3}"),
            expire(function(), "{\"limit\":1}"));

    assertThat(results).containsExactly(done(2, true), done(3, false), done(0, false));
    assertThat(shop.available("A")).isEqualTo(9);
  }

  @Test
  void an_order_that_is_paid_between_reading_and_writing_stays_paid() {
    Shop shop = new Shop(environment);
    shop.stock("A", 5);
    String id = shop.order("k1", "A", 2).text("id");
    AtomicInteger paid = new AtomicInteger();
    OrderCommandsFunction racing =
        function(
            before(() -> {
              move("PT0S");
              paid.set(shop.pay(id, "p", "\"1\"", 1000).status());
            }));
    move("PT31M");

    Json.Obj result = expire(racing, "{}");

    assertThat(paid).hasValue(200);
    assertThat(result).isEqualTo(done(0, false));
    assertThat(status(shop, id)).isEqualTo("paid");
    assertThat(shop.available("A")).isEqualTo(3);
  }

  @Test
  void an_index_entry_that_the_order_has_left_behind_does_no_harm() {
    Shop shop = new Shop(environment);
    shop.stock("A", 5);
    String id = shop.order("k1", "A", 2).text("id");
    shop.pay(id, "p", "\"1\"", 1000);
    Map<String, AttributeValue> order = order(id);
    Map<String, AttributeValue> stale = new HashMap<>(order);
    stale.put(
        "gsi3pk",
        AttributeValue.fromS(new Item(order).text("gsi3pk").replace("paid#", "pending#")));
    tables.client().putItem(put -> put.tableName(tables.table()).item(stale));
    move("PT31M");

    Json.Obj result = expire(function(), "{}");

    assertThat(result).isEqualTo(done(0, false));
    assertThat(status(shop, id)).isEqualTo("paid");
  }

  @Test
  void an_overdue_order_no_longer_offers_its_payment() {
    Shop shop = new Shop(environment);
    shop.stock("A", 5);
    Shop.Answer young = shop.order("k1", "A", 2);
    move("PT31M");

    Shop.Answer overdue =
        shop.customer("GET /v1/orders/{orderId}").path("orderId", young.text("id")).send();

    assertThat(young.body())
        .contains("\"allowedTransitions\":[\"payment\",\"change\",\"cancellation\"]");
    assertThat(overdue.body()).contains("\"allowedTransitions\":[\"change\",\"cancellation\"]");
  }

  @Test
  void an_overdue_order_is_not_paid_before_the_job_has_run() {
    Shop shop = new Shop(environment);
    shop.stock("A", 5);
    String id = shop.order("k1", "A", 2).text("id");
    move("PT30M");

    Shop.Answer answer = shop.pay(id, "p", "\"1\"", 1000);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("illegal_transition");
    assertThat(status(shop, id)).isEqualTo("pending");
  }

  @Test
  void a_run_that_was_superseded_has_no_effect() {
    Shop shop = new Shop(environment);
    shop.stock("A", 5);
    shop.order("k1", "A", 2);
    String last = shop.order("k2", "A", 1).text("id");
    move("PT31M");

    Json.Obj newer = expire(function(), "{\"limit\":1}", 8);
    Json.Obj older = expire(function(), "{\"limit\":1}", 7);
    Json.Obj superseded =
        expire(function(before(() -> expire(function(), "{\"limit\":9}", 10))), "{}", 9);

    assertThat(newer).isEqualTo(done(1, true));
    assertThat(Commands.text(older, "code")).isEqualTo("fenced");
    assertThat(Commands.text(superseded, "code")).isEqualTo("fenced");
    assertThat(status(shop, last)).isEqualTo("expired");
    assertThat(shop.available("A")).isEqualTo(5);
  }

  private static Json.Obj done(int expired, boolean remaining) {
    return Json.object()
        .with("status", "ok")
        .with("expired", expired)
        .with("remaining", remaining)
        .build();
  }

  private static Json.Obj expire(OrderCommandsFunction function, String item) {
    return Commands.send(function, "ExpireOrders", item).getFirst();
  }

  private static Json.Obj expire(OrderCommandsFunction function, String item, long token) {
    return Commands.results(
            function,
            "{\"command\":\"ExpireOrders\",\"version\":1,\"job\":\"expire-orders\",\"fencingToken\":%d,\"items\":[%s]}"
                .formatted(token, item))
        .getFirst();
  }

  private static String status(Shop shop, String id) {
    return shop.staff("GET /v1/orders/{orderId}").path("orderId", id).send().text("status");
  }

  private Map<String, AttributeValue> event(String id, int sequence) {
    return tables
        .client()
        .getItem(get ->
            get.tableName(tables.table())
                .key(
                    Map.of(
                        "pk", AttributeValue.fromS("ORDER#" + id),
                        "sk", AttributeValue.fromS("EVENT#%010d".formatted(sequence)))))
        .item();
  }

  private Map<String, AttributeValue> order(String id) {
    return TestTables.scan(tables.table()).stream()
        .filter(item -> new Item(item).text("sk").equals("ORDER#" + id))
        .findFirst()
        .orElseThrow();
  }

  private void move(String offset) {
    try {
      Files.writeString(folder.resolve("offset"), offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Does something just before the first transaction is sent.
  private static ExecutionInterceptor before(Runnable work) {
    AtomicInteger left = new AtomicInteger(1);
    return new ExecutionInterceptor() {
      @Override
      public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof TransactWriteItemsRequest && left.getAndDecrement() == 1) {
          work.run();
        }
      }
    };
  }
}
