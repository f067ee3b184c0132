package orderflow.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orderflow.dynamodblocal.Race;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;

class OrderCommandsFunctionTest {
  private static final String CUSTOMER = Shop.CUSTOMER;

  private final OrderTables tables = OrderTables.create();
  private final OrderCommandsFunction function = function();

  private OrderCommandsFunction function(ExecutionInterceptor... interceptors) {
    return new OrderCommandsFunction(
        tables.environment(),
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
        interceptors);
  }

  @Test
  void a_product_is_created_then_unchanged_then_updated() {
    String product = product("", "A", 500, 5);

    assertThat(changes("UpsertProducts", product)).containsExactly("created");
    assertThat(changes("UpsertProducts", product)).containsExactly("unchanged");
    assertThat(changes("UpsertProducts", product("", "A", 600, 5))).containsExactly("updated");
  }

  @Test
  void stock_other_than_the_product_was_created_with_is_refused_whatever_was_sold() {
    changes("UpsertProducts", product("", "A", 500, 5));
    changes("PlaceOrders", order("k", "R", "A", 2));

    Json.Obj same = only("UpsertProducts", product("k1", "A", 500, 5));
    Json.Obj other = only("UpsertProducts", product("k2", "A", 500, 3));

    assertThat(Commands.text(same, "change")).isEqualTo("unchanged");
    assertThat(Commands.text(other, "status")).isEqualTo("refused");
    assertThat(Commands.text(other, "code")).isEqualTo("stock_not_updatable");
  }

  @Test
  void a_product_batch_sent_again_gets_the_first_results_and_undoes_nothing() {
    String batch = product("k1", "A", 500, 5) + "," + product("k2", "A", 600, 5);

    List<String> first = changes("UpsertProducts", batch);
    List<String> second = changes("UpsertProducts", batch);

    assertThat(first).containsExactly("created", "updated");
    assertThat(second).isEqualTo(first);
    assertThat(changes("UpsertProducts", product("", "A", 600, 5))).containsExactly("unchanged");
  }

  @Test
  void a_key_of_another_item_is_refused() {
    changes("UpsertProducts", product("k1", "A", 500, 5));

    Json.Obj reused = only("UpsertProducts", product("k1", "A", 700, 5));

    assertThat(Commands.text(reused, "code")).isEqualTo("idempotency_key_reused");
  }

  @Test
  void one_bad_item_does_not_stop_the_others_and_a_key_makes_one_order() {
    changes("UpsertProducts", product("", "A", 500, 5));
    String batch = "{\"key\":\"bad\"}," + order("k1", "R", "A", 2);

    List<Json.Obj> first = Commands.send(function, "PlaceOrders", batch);
    List<Json.Obj> second = Commands.send(function, "PlaceOrders", batch);

    assertThat(first)
        .extracting(result -> Commands.text(result, "status"))
        .containsExactly("refused", "ok");
    assertThat(second).isEqualTo(first);
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void a_reference_makes_one_order_of_a_customer_across_keys() {
    changes("UpsertProducts", product("", "A", 500, 5));

    Json.Obj first = only("PlaceOrders", order("k1", "R", "A", 1));
    Json.Obj again = only("PlaceOrders", order("k2", "R", "A", 3));
    Json.Obj other = only("PlaceOrders", order("k3", "S", "A", 1));

    assertThat(Commands.text(first, "change")).isEqualTo("created");
    assertThat(Commands.text(again, "change")).isEqualTo("duplicate");
    assertThat(Commands.text(again, "orderId")).isEqualTo(Commands.text(first, "orderId"));
    assertThat(Commands.text(other, "change")).isEqualTo("created");
    assertThat(orders()).isEqualTo(2);
  }

  @Test
  void of_many_files_at_once_with_one_reference_one_order_stays() throws Exception {
    changes("UpsertProducts", product("", "A", 500, 50));
    List<String> keys = new java.util.concurrent.CopyOnWriteArrayList<>();

    List<Json.Obj> results =
        Race.of(
            8,
            () -> {
              String key = "k" + Thread.currentThread().threadId();
              keys.add(key);
              return only("PlaceOrders", order(key, "R", "A", 1));
            });

    assertThat(keys).doesNotHaveDuplicates();
    assertThat(results)
        .filteredOn(result -> Commands.text(result, "change").equals("created"))
        .hasSize(1);
    assertThat(results)
        .filteredOn(result -> Commands.text(result, "status").equals("ok"))
        .extracting(result -> Commands.text(result, "orderId"))
        .containsOnly(
            results.stream()
                .filter(result -> Commands.text(result, "change").equals("created"))
                .map(result -> Commands.text(result, "orderId"))
                .findFirst()
                .orElseThrow());
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void results_are_in_the_order_of_the_items_and_scarce_stock_goes_to_the_first_ones() {
    changes("UpsertProducts", product("", "A", 500, 7));
    String batch =
        IntStream.range(0, 20)
            .mapToObj(i -> order("k" + i, "R" + i, "A", 1))
            .collect(Collectors.joining(","));

    List<Json.Obj> results = Commands.send(function, "PlaceOrders", batch);

    assertThat(results.subList(0, 7))
        .extracting(result -> Commands.text(result, "status"))
        .containsOnly("ok");
    assertThat(results.subList(7, 20))
        .extracting(result -> Commands.text(result, "code"))
        .containsOnly("out_of_stock");
  }

  @Test
  void a_refusal_about_products_names_the_lines_of_the_item() {
    String item =
        "{\"key\":\"k\",\"customerId\":\"%s\",\"lines\":[{\"sku\":\"X\",\"quantity\":1},{\"sku\":\"Y\",\"quantity\":1},{\"sku\":\"X\",\"quantity\":1}]}"
            .formatted(CUSTOMER);

    Json.Obj refused = only("PlaceOrders", item);

    assertThat(refused.get("errors").orElseThrow().toString())
        .contains("/lines/0/sku", "/lines/1/sku", "/lines/2/sku");
  }

  @Test
  void an_unknown_command_or_version_is_refused() {
    List<Json.Obj> command = Commands.send(function, "DropTables", "{},{}");
    List<Json.Obj> version =
        Commands.results(
            function, "{\"command\":\"PlaceOrders\",\"version\":2,\"items\":[{}],\"new\":1}");

    assertThat(command)
        .extracting(result -> Commands.text(result, "code"))
        .containsExactly("unknown_command", "unknown_command");
    assertThat(version)
        .extracting(result -> Commands.text(result, "code"))
        .containsExactly("unknown_version");
  }

  @Test
  void items_that_time_does_not_reach_fail_with_deadline() {
    Json.Obj result =
        Commands.results(
                function,
                "{\"command\":\"UpsertProducts\",\"version\":1,\"deadline\":\"2020-01-01T00:00:00Z\",\"items\":["
                    + product("", "A", 1, 1)
                    + "]}")
            .getFirst();

    assertThat(Commands.text(result, "status")).isEqualTo("failed");
    assertThat(Commands.text(result, "code")).isEqualTo("deadline");
  }

  @Test
  void an_outage_fails_the_item_and_a_fault_of_ours_fails_the_invocation() {
    OrderCommandsFunction cut =
        function(
            failing(SdkClientException.create("no route", new java.io.IOException("unreachable"))));
    OrderCommandsFunction broken = function(failing(SdkClientException.create("a bad request")));

    Json.Obj failed = Commands.send(cut, "PlaceOrders", order("k", "R", "A", 1)).getFirst();

    assertThat(Commands.text(failed, "status")).isEqualTo("failed");
    assertThat(Commands.text(failed, "code")).isEqualTo("service_unavailable");
    assertThatThrownBy(() -> Commands.send(broken, "PlaceOrders", order("k", "R", "A", 1)))
        .isInstanceOf(SdkClientException.class);
  }

  private static ExecutionInterceptor failing(RuntimeException fault) {
    return new ExecutionInterceptor() {
      @Override
      public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof BatchGetItemRequest) {
          throw fault;
        }
      }
    };
  }

  private List<String> changes(String command, String items) {
    return Commands.send(function, command, items).stream()
        .map(result -> Commands.text(result, "change"))
        .toList();
  }

  private Json.Obj only(String command, String item) {
    return Commands.send(function, command, item).getFirst();
  }

  private long orders() {
    return TestTables.scan(tables.table()).stream()
        .map(Map::copyOf)
        .filter(item -> item.containsKey("expiryDue"))
        .count();
  }

  private static String product(String key, String sku, long price, long stock) {
    String member = key.isEmpty() ? "" : "\"key\":\"" + key + "\",";
    return "{%s\"sku\":\"%s\",\"name\":\"Mug\",\"price\":{\"amount\":%d,\"currency\":\"EUR\"},\"stock\":%d,\"active\":true}"
        .formatted(member, sku, price, stock);
  }

  private static String order(String key, String reference, String sku, long quantity) {
    return "{\"key\":\"%s\",\"customerId\":\"%s\",\"reference\":\"%s\",\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}]}"
        .formatted(key, CUSTOMER, reference, sku, quantity);
  }
}
