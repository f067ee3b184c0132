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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A shop with some trade behind it, and its books.
abstract class BooksFixture {
  @TempDir Path folder;

  final OrderTables tables = OrderTables.create();

  /// The day on which all of it happens, whenever the test runs.
  final LocalDate day = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).plusDays(1);

  private final Duration toNoon =
      Duration.between(Instant.now(), day.atTime(12, 0).toInstant(ZoneOffset.UTC));

  final Map<String, String> environment = new HashMap<>(tables.environment());

  @BeforeEach
  void clock() {
    environment.put("CLOCK_OFFSET_FILE", folder.resolve("offset").toString());
    move("PT0S");
  }

  /// Two products, an adjustment, and orders that are pending, paid, cancelled and expired; all
  /// events are in the views and older than the stream's delay.
  Shop busyShop() {
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

  void applyAll() {
    ViewStore views = new ViewStore(tables.client(), tables.views(), new SecureRandom());
    HistoryReader histories = new HistoryReader(tables.client(), tables.table());
    Deadline deadline = Deadline.at(Instant.MAX, InstantSource.system());
    for (Item order : orders()) {
      for (OrderEvent event : histories.page(order.text("orderId"), 100, Optional.empty()).data()) {
        assertThat(views.apply(1, event, deadline)).isInstanceOf(ViewCommit.Applied.class);
      }
    }
  }

  OrderCommandsFunction function(ExecutionInterceptor... interceptors) {
    return new OrderCommandsFunction(
        environment, new PrintStream(OutputStream.nullOutputStream(), true, UTF_8), interceptors);
  }

  List<Json.Obj> reconcile() {
    return reconcile(function());
  }

  static List<Json.Obj> reconcile(OrderCommandsFunction function) {
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

  static List<Json.Obj> discrepancies(List<Json.Obj> pages) {
    return pages.stream()
        .flatMap(page -> ((Json.Arr) page.get("discrepancies").orElseThrow()).elements().stream())
        .map(Json.Obj.class::cast)
        .toList();
  }

  static Json.Obj discrepancy(String equation, String subject, String expected, String found) {
    return Json.object()
        .with("equation", equation)
        .with("subject", subject)
        .with("expected", expected)
        .with("found", found)
        .build();
  }

  static long sum(List<Json.Obj> pages, String what) {
    return pages.stream()
        .map(page -> (Json.Obj) page.get("checked").orElseThrow())
        .mapToLong(checked -> number(checked, what))
        .sum();
  }

  static long unsettled(List<Json.Obj> pages) {
    return pages.stream().mapToLong(page -> number(page, "unsettled")).sum();
  }

  static long number(Json.Obj object, String name) {
    return Long.parseLong(((Json.Num) object.get(name).orElseThrow()).text());
  }

  List<Item> orders() {
    return TestTables.scan(tables.table()).stream()
        .filter(item -> item.containsKey("expiryDue"))
        .map(Item::new)
        .toList();
  }

  Item order(String status) {
    return orders().stream()
        .filter(order -> order.text("status").equals(status))
        .findFirst()
        .orElseThrow();
  }

  /// An item of the views: with `FEED#`, an entry other than the one whose marker `EVENT#` gives.
  Item views(String prefix) {
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

  void remove(String table, Item item) {
    tables
        .client()
        .deleteItem(delete -> delete.tableName(table).key(key(item.text("pk"), item.text("sk"))));
  }

  void change(Map<String, AttributeValue> key, String update, AttributeValue value) {
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

  static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }

  /// Moves the clock from where the test began.
  void move(String offset) {
    try {
      Files.writeString(folder.resolve("offset"), toNoon.plus(Duration.parse(offset)).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
