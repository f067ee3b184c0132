package orderflow.orders.dynamodb;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.id.Ids;
import orderflow.orders.domain.Order;
import orderflow.orders.domain.OrderStatus;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Lists of orders, newest first. An order's id begins with its time of creation, so a range of
/// time is a range of ids, and the id of the last order read is the place where the next page
/// begins.
///
/// Indexes hold keys only and lag behind: orders are read from the table, and one that has left the
/// status asked for is dropped.
public final class OrderLists {
  private static final String ID = "ord_";
  private static final List<Integer> SHARDS =
      IntStream.range(0, Keys.ORDER_SHARDS).boxed().toList();

  private final DynamoDbClient client;
  private final String table;
  private final Reads reads;

  public OrderLists(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.reads = new Reads(client, table, random);
  }

  /// One page. Over all customers it costs four queries at once for each day of the range until the
  /// page is full.
  ///
  /// @param before id of the last order of the page before
  public Page<Order> page(OrderQuery query, int limit, Optional<String> before) {
    String low = Ids.lowest(ID, query.range().from().toEpochMilli());
    String high = before.orElse(Ids.lowest(ID, query.range().to().toEpochMilli()));
    List<Order> found = new ArrayList<>();
    boolean more = true;
    while (more && found.size() <= limit) {
      int wanted = limit + 1 - found.size();
      List<Key> keys = keys(query, low, high, wanted);
      found.addAll(load(keys, query.status()));
      more = keys.size() == wanted;
      high = more ? keys.getLast().orderId() : high;
    }
    return Page.of(found, limit, Order::id);
  }

  /// An order's key as an index has it.
  private record Key(String orderId, Map<String, AttributeValue> key) {}

  private List<Key> keys(OrderQuery query, String low, String high, int wanted) {
    if (low.compareTo(high) >= 0) {
      return List.of();
    }
    if (query.customerId().isEmpty()) {
      return keysOfAll(query, low, high, wanted);
    }
    String customer = query.customerId().get();
    return query
        .status()
        .map(status -> index("gsi1", Keys.customer(customer, status), low, high, wanted))
        .orElseGet(() -> base(customer, low, high, wanted));
  }

  private List<Key> keysOfAll(OrderQuery query, String low, String high, int wanted) {
    List<Key> keys = new ArrayList<>();
    LocalDate first = Keys.dayOf(query.range().from());
    LocalDate day = Keys.dayOf(query.range().to());
    while (keys.size() < wanted && !day.isBefore(first)) {
      keys.addAll(keysOfDay(query, day, low, high, wanted - keys.size()));
      day = day.minusDays(1);
    }
    return keys;
  }

  private List<Key> keysOfDay(
      OrderQuery query, LocalDate day, String low, String high, int wanted) {
    String index = query.status().isPresent() ? "gsi3" : "gsi2";
    return Concurrently.map(
            SHARDS, shard -> index(index, partition(query, day, shard), low, high, wanted))
        .stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Key::orderId).reversed())
        .limit(wanted)
        .toList();
  }

  private static String partition(OrderQuery query, LocalDate day, int shard) {
    return query
        .status()
        .map(status -> Keys.day(status, day, shard))
        .orElseGet(() -> Keys.day(day, shard));
  }

  private List<Key> index(String index, String pk, String low, String high, int wanted) {
    return query(Optional.of(index), index, pk, low, high, wanted);
  }

  private List<Key> base(String customer, String low, String high, int wanted) {
    return query(
        Optional.empty(),
        "",
        Keys.customer(customer),
        Keys.ORDER_PREFIX + low,
        Keys.ORDER_PREFIX + high,
        wanted);
  }

  /// `BETWEEN` includes the upper end, which is the last order of the page before: it is dropped.
  private List<Key> query(
      Optional<String> index, String prefix, String pk, String low, String high, int wanted) {
    QueryResponse response =
        client.query(query -> {
          query
              .tableName(table)
              .keyConditionExpression(
                  "%spk = :pk AND %ssk BETWEEN :low AND :high".formatted(prefix, prefix))
              .expressionAttributeValues(
                  Map.of(":pk", Keys.text(pk), ":low", Keys.text(low), ":high", Keys.text(high)))
              .projectionExpression("pk, sk")
              .scanIndexForward(false)
              .consistentRead(index.isEmpty())
              .limit(wanted + 1);
          index.ifPresent(query::indexName);
        });
    String end = high.startsWith(Keys.ORDER_PREFIX) ? high : Keys.ORDER_PREFIX + high;
    return response.items().stream()
        .map(OrderLists::key)
        .filter(key -> !(Keys.ORDER_PREFIX + key.orderId()).equals(end))
        .limit(wanted)
        .toList();
  }

  private static Key key(Map<String, AttributeValue> item) {
    String sk = Objects.requireNonNull(item.get("sk")).s();
    return new Key(sk.substring(Keys.ORDER_PREFIX.length()), Reads.keyOf(item));
  }

  private List<Order> load(List<Key> keys, Optional<OrderStatus> status) {
    var items = reads.getAll(keys.stream().map(Key::key).toList());
    return keys.stream()
        .flatMap(key -> Optional.ofNullable(items.get(key.key())).stream())
        .map(OrderItems::read)
        .filter(order -> status.isEmpty() || order.status() == status.get())
        .toList();
  }
}
