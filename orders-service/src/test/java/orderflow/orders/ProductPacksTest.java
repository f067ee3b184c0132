package orderflow.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Products of one batch that are written several in a transaction.
class ProductPacksTest {
  /// Actions of a transaction that creates one product.
  private static final int ALONE = 3;

  private final OrderTables tables = OrderTables.create();
  private final Sizes sizes = new Sizes();

  private OrderCommandsFunction function(ExecutionInterceptor... interceptors) {
    return new OrderCommandsFunction(
        tables.environment(),
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
        interceptors);
  }

  @Test
  void a_batch_of_products_is_written_in_transactions_of_at_most_sixty_actions() {
    OrderCommandsFunction function = function(sizes);

    List<Json.Obj> created = send(function, 45, i -> product("k" + i, "A-" + i, 500, 5));
    List<Integer> creating = sizes.taken();
    List<Json.Obj> updated = send(function, 45, i -> product("u" + i, "A-" + i, 600, 5));
    List<Integer> updating = sizes.taken();

    assertThat(changes(created)).hasSize(45).containsOnly("created");
    assertThat(creating).containsExactlyInAnyOrder(60, 60, 15);
    assertThat(changes(updated)).hasSize(45).containsOnly("updated");
    assertThat(updating).containsExactlyInAnyOrder(60, 30);
  }

  @Test
  void a_batch_sent_again_gets_the_first_results_and_writes_nothing() {
    OrderCommandsFunction function = function(sizes);
    IntFunction<String> item = i -> product("k" + i, "A-" + i, 500, 5);
    List<Json.Obj> first = send(function, 30, item);
    sizes.taken();

    List<Json.Obj> again = send(function, 30, item);

    assertThat(again).isEqualTo(first);
    assertThat(sizes.taken()).isEmpty();
  }

  @Test
  void a_product_that_somebody_else_made_meanwhile_takes_its_own_turn_and_so_do_its_neighbours() {
    OrderCommandsFunction other = function();
    AtomicBoolean meanwhile = new AtomicBoolean();
    OrderCommandsFunction function =
        function(
            sizes,
            before(
                ALONE + 1,
                () -> {
                  if (meanwhile.compareAndSet(false, true)) {
                    Commands.send(other, "UpsertProducts", product("other", "A-3", 400, 9));
                  }
                }));

    List<Json.Obj> results = send(function, 6, i -> product("k" + i, "A-" + i, 500, 5));

    assertThat(meanwhile).isTrue();
    assertThat(changes(results))
        .containsExactly("created", "created", "created", "", "created", "created");
    assertThat(Commands.text(results.get(3), "code")).isEqualTo("stock_not_updatable");
    assertThat(sizes.taken()).startsWith(18).hasSize(7);
    assertThat(versions()).containsExactly(1L, 1L, 1L, 1L, 1L, 1L);
  }

  @Test
  void a_conflict_that_outlives_the_tries_leaves_each_product_its_own_turn() {
    TransactionFaults faults =
        TransactionFaults.conflicting(request -> request.transactItems().size() > ALONE);

    List<Json.Obj> results = send(function(faults), 8, i -> product("k" + i, "A-" + i, 500, 5));

    assertThat(faults.conflicted()).isEqualTo(5);
    assertThat(changes(results)).hasSize(8).containsOnly("created");
  }

  @Test
  void products_whose_commit_is_never_answered_are_created_once_and_say_so() {
    TransactionFaults faults =
        TransactionFaults.losing(request -> request.transactItems().size() > ALONE);

    List<Json.Obj> results = send(function(faults), 8, i -> product("k" + i, "A-" + i, 500, 5));

    assertThat(faults.lost()).isPositive();
    assertThat(changes(results)).hasSize(8).containsOnly("created");
    assertThat(versions()).hasSize(8).containsOnly(1L);
  }

  @Test
  void a_batch_that_dies_between_two_transactions_goes_on_where_it_died() {
    AtomicInteger transactions = new AtomicInteger();
    OrderCommandsFunction dying =
        function(
            before(
                ALONE + 1,
                () -> {
                  if (transactions.incrementAndGet() > 1) {
                    throw new IllegalStateException("killed");
                  }
                }));
    IntFunction<String> item = i -> product("k" + i, "A-" + i, 500, 5);

    assertThatThrownBy(() -> send(dying, 50, item)).hasMessageContaining("killed");
    int before = versions().size();
    List<Json.Obj> results = send(function(), 50, item);

    assertThat(before).isBetween(10, 20);
    assertThat(changes(results)).hasSize(50).containsOnly("created");
    assertThat(versions()).hasSize(50).containsOnly(1L);
  }

  @Test
  void items_of_one_product_and_of_one_key_have_their_turns_in_the_order_of_the_batch() {
    String batch =
        String.join(
            ",",
            product("k0", "A", 500, 5),
            product("k1", "B", 500, 5),
            product("k2", "A", 600, 5),
            product("k3", "A", 600, 5),
            product("k1", "C", 500, 5),
            "{\"key\":\"bad\"}",
            product("k4", "A", 700, 4),
            product("k5", "D", 500, 5));

    List<Json.Obj> results = Commands.send(function(sizes), "UpsertProducts", batch);

    assertThat(changes(results))
        .containsExactly("created", "created", "updated", "unchanged", "", "", "", "created");
    assertThat(results)
        .extracting(result -> Commands.text(result, "code"))
        .containsExactly(
            "", "", "", "", "idempotency_key_reused", "invalid_input", "stock_not_updatable", "");
    assertThat(sizes.taken()).startsWith(9);
  }

  @Test
  void products_are_not_begun_together_when_the_time_is_up() {
    String items =
        IntStream.range(0, 3)
            .mapToObj(i -> product("k" + i, "A-" + i, 500, 5))
            .collect(Collectors.joining(","));

    List<Json.Obj> results =
        Commands.results(
            function(sizes),
            "{\"command\":\"UpsertProducts\",\"version\":1,\"deadline\":\"2020-01-01T00:00:00Z\",\"items\":["
                + items
                + "]}");

    assertThat(results)
        .extracting(result -> Commands.text(result, "code"))
        .containsOnly("deadline");
    assertThat(sizes.taken()).isEmpty();
  }

  private static List<Json.Obj> send(
      OrderCommandsFunction function, int items, IntFunction<String> item) {
    return Commands.send(
        function,
        "UpsertProducts",
        IntStream.range(0, items).mapToObj(item).collect(Collectors.joining(",")));
  }

  private static List<String> changes(List<Json.Obj> results) {
    return results.stream().map(result -> Commands.text(result, "change")).toList();
  }

  /// The versions of all products.
  private List<Long> versions() {
    return TestTables.scan(tables.table()).stream()
        .filter(item -> item.containsKey("initialStock"))
        .map(item -> new Item(item).number("version"))
        .toList();
  }

  private static String product(String key, String sku, long price, long stock) {
    return "{\"key\":\"%s\",\"sku\":\"%s\",\"name\":\"Mug\",\"price\":{\"amount\":%d,\"currency\":\"EUR\"},\"stock\":%d,\"active\":true}"
        .formatted(key, sku, price, stock);
  }

  /// Does something before each transaction of at least so many actions.
  private static ExecutionInterceptor before(int actions, Runnable work) {
    return new ExecutionInterceptor() {
      @Override
      public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof TransactWriteItemsRequest request
            && request.transactItems().size() >= actions) {
          work.run();
        }
      }
    };
  }

  /// How many actions each transaction had.
  private static final class Sizes implements ExecutionInterceptor {
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();

    List<Integer> taken() {
      List<Integer> taken = List.copyOf(sizes);
      sizes.clear();
      return taken;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof TransactWriteItemsRequest request) {
        sizes.add(request.transactItems().size());
      }
    }
  }
}
