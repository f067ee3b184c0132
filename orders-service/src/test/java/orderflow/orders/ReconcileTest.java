package orderflow.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.dynamodb.HistoryReader;
import orderflow.orders.dynamodb.ViewCommit;
import orderflow.orders.dynamodb.ViewStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

class ReconcileTest {
  @TempDir private Path folder;

  private final OrderTables tables = OrderTables.create();
  private final Map<String, String> environment = new HashMap<>(tables.environment());

  @BeforeEach
  void clock() {
    environment.put("CLOCK_OFFSET_FILE", folder.resolve("offset").toString());
  }

  @Test
  void books_of_a_busy_shop_agree() {
    Shop shop = busyShop();

    List<Json.Obj> pages = reconcile();

    assertThat(shop.available("A")).isEqualTo(17);
    assertThat(discrepancies(pages)).isEmpty();
    assertThat(sum(pages, "products")).isEqualTo(2);
    assertThat(sum(pages, "orders")).isEqualTo(4);
    assertThat(sum(pages, "events")).isEqualTo(7);
    assertThat(unsettled(pages)).isZero();
  }

  @Test
  void stock_that_does_not_follow_from_orders_is_found() {
    busyShop();
    change(key("STOCK#A#1", "STOCK"), "SET onHand = onHand + :v", AttributeValue.fromN("1"));

    List<Json.Obj> found = discrepancies(reconcile());

    assertThat(found).hasSize(1);
    assertThat(found.getFirst())
        .isEqualTo(discrepancy("stock", "A", "17 on hand: 19 supplied, 2 in orders", "18 on hand"));
  }

  @Test
  void a_product_without_stock_is_found() {
    busyShop();
    tables
        .client()
        .deleteItem(delete -> delete.tableName(tables.table()).key(key("STOCK#B#1", "STOCK")));

    List<Json.Obj> found = discrepancies(reconcile());

    assertThat(found).containsExactly(discrepancy("stock", "B", "a stock item", "none"));
  }

  @Test
  void money_that_does_not_follow_from_the_history_is_found() {
    busyShop();
    Item order = order("paid");
    change(
        key(order.text("pk"), order.text("sk")),
        "SET refunded.amount = :v",
        AttributeValue.fromN("7"));

    List<Json.Obj> found = discrepancies(reconcile());

    assertThat(found)
        .containsExactly(
            discrepancy("money", order.text("orderId"), "refunded 0 EUR", "refunded 7 EUR"));
  }

  @Test
  void a_total_that_is_not_the_sum_of_its_lines_is_found() {
    busyShop();
    Item order = order("pending");
    change(
        key(order.text("pk"), order.text("sk")),
        "SET #total.amount = :v",
        AttributeValue.fromN("1"));

    List<Json.Obj> found = discrepancies(reconcile());

    assertThat(found)
        .containsExactly(
            discrepancy("money", order.text("orderId"), "total 500 EUR", "total 1 EUR"));
  }

  @Test
  void an_event_that_is_not_in_the_views_is_found() {
    busyShop();
    Item marker = views("EVENT#");
    Item entry = views("FEED#");
    remove(tables.views(), marker);
    String expected = entry.text("id");
    remove(tables.views(), entry);

    List<Json.Obj> found = discrepancies(reconcile());

    assertThat(found)
        .extracting(discrepancy -> Commands.text(discrepancy, "equation"))
        .containsOnly("feed");
    assertThat(found)
        .extracting(discrepancy -> Commands.text(discrepancy, "expected"))
        .containsExactlyInAnyOrder("event " + marker.text("id"), "event " + expected);
  }

  @Test
  void a_missing_history_entry_is_found() {
    busyShop();
    Item order = order("paid");
    tables
        .client()
        .deleteItem(delete ->
            delete
                .tableName(tables.table())
                .key(key("ORDER#" + order.text("orderId"), "EVENT#0000000002")));

    List<Json.Obj> found = discrepancies(reconcile());

    assertThat(found)
        .containsExactly(
            discrepancy(
                "feed", order.text("orderId") + "/2", "a history entry", "none that can be read"));
  }

  @Test
  void a_young_event_is_given_the_time_that_the_stream_takes() {
    Shop shop = new Shop(environment);
    shop.stock("A", 5);
    shop.order("k", "A", 1);

    List<Json.Obj> early = discrepancies(reconcile());
    move("PT6M");
    List<Json.Obj> late = discrepancies(reconcile());

    assertThat(early).isEmpty();
    assertThat(late)
        .extracting(discrepancy -> Commands.text(discrepancy, "equation"))
        .containsExactly("feed");
  }

  @Test
  void a_product_whose_stock_moves_meanwhile_has_no_verdict_instead_of_a_wrong_one() {
    Shop shop = busyShop();
    AtomicInteger scans = new AtomicInteger();
    ExecutionInterceptor traffic =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof ScanRequest && scans.incrementAndGet() == 2) {
              shop.order("meanwhile", "A", 3);
            }
          }
        };

    List<Json.Obj> pages = reconcile(function(traffic));

    assertThat(scans).hasValueGreaterThan(1);
    assertThat(shop.available("A")).isEqualTo(14);
    assertThat(discrepancies(pages)).isEmpty();
    assertThat(unsettled(pages)).isEqualTo(1);
  }

  @Test
  void more_products_than_one_round_takes_are_all_checked_once() {
    OrderCommandsFunction function = function();
    for (int batch = 0; batch < 6; batch++) {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        items.add(
            "{\"sku\":\"S-%d-%d\",\"name\":\"Mug\",\"price\":{\"amount\":5,\"currency\":\"EUR\"},\"stock\":3,\"active\":true}"
                .formatted(batch, i));
      }
      Commands.send(function, "UpsertProducts", String.join(",", items));
    }
    new Shop(environment).order("k", "S-3-7", 2);
    change(key("STOCK#S-5-9#1", "STOCK"), "SET onHand = :v", AttributeValue.fromN("2"));

    List<Json.Obj> pages = reconcile();

    assertThat(pages).hasSizeGreaterThan(1);
    assertThat(sum(pages, "products")).isEqualTo(1200);
    assertThat(sum(pages, "orders")).isEqualTo(1);
    assertThat(discrepancies(pages))
        .containsExactly(
            discrepancy("stock", "S-5-9", "3 on hand: 3 supplied, 0 in orders", "2 on hand"));
  }

  @Test
  void a_cursor_that_is_none_is_refused() {
    Json.Obj result =
        Commands.send(function(), "Reconcile", "{\"cursor\":\"{\\\"read\\\":[1]}\"}").getFirst();

    assertThat(Commands.text(result, "code")).isEqualTo("cursor_invalid");
  }

  @Test
  void a_report_has_the_figures_of_its_day() {
    busyShop();

    Json.Obj report =
        Commands.send(
                function(),
                "ReportData",
                "{\"date\":\"%s\"}".formatted(Instant.now().toString().substring(0, 10)))
            .getFirst();
    Json.Obj malformed =
        Commands.send(function(), "ReportData", "{\"date\":\"yesterday\"}").getFirst();

    assertThat(report.get("orders")).contains(Json.of(4));
    assertThat(report.get("revenue"))
        .contains(
            Json.of(List.of(Json.object().with("amount", 500).with("currency", "EUR").build())));
    assertThat(report.get("skus").orElseThrow().toString()).contains("sku", "A", "units");
    assertThat(Commands.text(malformed, "code")).isEqualTo("invalid_input");
  }

  /// Two products, an adjustment, and orders that are pending, paid, cancelled and expired; all
  /// events are in the views and older than the stream's delay.
  private Shop busyShop() {
    Shop shop = new Shop(environment);
    shop.stock("A", 20);
    shop.stock("B", 5);
    shop.staff("POST /v1/products/{sku}/stock-adjustments")
        .path("sku", "A")
        .header("idempotency-key", "a1")
        .send("{\"delta\":-1,\"reason\":\"broken\"}");
    shop.order("expired", "B", 1);
    move("PT31M");
    Commands.send(function(), "ExpireOrders", "{}");
    shop.order("pending", "A", 1);
    shop.pay(shop.order("paid", "A", 1).text("id"), "p", "\"1\"", 500);
    shop.cancel(shop.order("cancelled", "A", 4).text("id"), "c", "\"1\"");
    applyAll();
    move("PT37M");
    return shop;
  }

  private void applyAll() {
    ViewStore views = new ViewStore(tables.client(), tables.views(), new SecureRandom());
    HistoryReader histories = new HistoryReader(tables.client(), tables.table());
    Deadline deadline = Deadline.at(Instant.MAX, InstantSource.system());
    for (Item order : orders()) {
      for (OrderEvent event : histories.page(order.text("orderId"), 100, Optional.empty()).data()) {
        assertThat(views.apply(1, event, deadline)).isInstanceOf(ViewCommit.Applied.class);
      }
    }
  }

  private OrderCommandsFunction function(ExecutionInterceptor... interceptors) {
    return new OrderCommandsFunction(
        environment, new PrintStream(OutputStream.nullOutputStream(), true, UTF_8), interceptors);
  }

  private List<Json.Obj> reconcile() {
    return reconcile(function());
  }

  private static List<Json.Obj> reconcile(OrderCommandsFunction function) {
    List<Json.Obj> pages = new ArrayList<>();
    String item = "{}";
    while (!item.isEmpty()) {
      Json.Obj page = Commands.send(function, "Reconcile", item).getFirst();
      assertThat(page.get("status")).contains(Json.of("ok"));
      pages.add(page);
      item =
          page.get("cursor").orElseThrow() instanceof Json.Str cursor
              ? new String(JsonWriter.write(Json.object().with("cursor", cursor).build()), UTF_8)
              : "";
    }
    return pages;
  }

  private static List<Json.Obj> discrepancies(List<Json.Obj> pages) {
    return pages.stream()
        .flatMap(page -> ((Json.Arr) page.get("discrepancies").orElseThrow()).elements().stream())
        .map(Json.Obj.class::cast)
        .toList();
  }

  private static Json.Obj discrepancy(
      String equation, String subject, String expected, String found) {
    return Json.object()
        .with("equation", equation)
        .with("subject", subject)
        .with("expected", expected)
        .with("found", found)
        .build();
  }

  private static long sum(List<Json.Obj> pages, String what) {
    return pages.stream()
        .map(page -> (Json.Obj) page.get("checked").orElseThrow())
        .mapToLong(checked -> number(checked, what))
        .sum();
  }

  private static long unsettled(List<Json.Obj> pages) {
    return pages.stream().mapToLong(page -> number(page, "unsettled")).sum();
  }

  private static long number(Json.Obj object, String name) {
    return Long.parseLong(((Json.Num) object.get(name).orElseThrow()).text());
  }

  private List<Item> orders() {
    return TestTables.scan(tables.table()).stream()
        .filter(item -> item.containsKey("expiryDue"))
        .map(Item::new)
        .toList();
  }

  private Item order(String status) {
    return orders().stream()
        .filter(order -> order.text("status").equals(status))
        .findFirst()
        .orElseThrow();
  }

  /// An item of the views: with `FEED#`, an entry other than the one whose marker `EVENT#` gives.
  private Item views(String prefix) {
    List<Item> items = TestTables.scan(tables.views()).stream().map(Item::new).toList();
    Item marker =
        items.stream()
            .filter(item -> item.text("pk").startsWith("G1#EVENT#"))
            .findFirst()
            .orElseThrow();
    return prefix.equals("EVENT#")
        ? marker
        : items.stream()
            .filter(item -> item.text("pk").startsWith("G1#FEED#"))
            .filter(item -> item.optionalText("id").isPresent())
            .filter(item -> !item.text("id").equals(marker.text("id")))
            .findFirst()
            .orElseThrow();
  }

  private void remove(String table, Item item) {
    tables
        .client()
        .deleteItem(delete -> delete.tableName(table).key(key(item.text("pk"), item.text("sk"))));
  }

  private void change(Map<String, AttributeValue> key, String update, AttributeValue value) {
    tables
        .client()
        .updateItem(request -> {
          request
              .tableName(tables.table())
              .key(key)
              .updateExpression(update)
              .expressionAttributeValues(Map.of(":v", value));
          if (update.contains("#total")) {
            request.expressionAttributeNames(Map.of("#total", "total"));
          }
        });
  }

  private static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }

  private void move(String offset) {
    try {
      Files.writeString(folder.resolve("offset"), offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
