package orderflow.orders.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orderflow.kit.id.Ids;
import orderflow.orders.domain.Order;
import orderflow.orders.domain.OrderStatus;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Pending orders that are due, found by the index of states, days and shards. The index lags, so
/// each order is read from the table: an entry that an order has left behind is passed over.
public final class PendingOrders {
  /// How far back is looked: the longest `ORDER_EXPIRY`, and two weeks in which the job may have
  /// stood still. It costs four queries a day looked at.
  public static final Duration LOOK_BACK = Duration.ofDays(30 + 14);

  private static final int PART = 100;

  private final DynamoDbClient client;
  private final String table;
  private final Reads reads;

  public PendingOrders(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.reads = new Reads(client, table, random);
  }

  /// Those that are due, the oldest days first, read as they are taken.
  ///
  /// @param createdBefore an order placed later is not due
  public Stream<Order> due(Instant now, Instant createdBefore) {
    LocalDate last = Keys.dayOf(createdBefore);
    return Keys.dayOf(now.minus(LOOK_BACK))
        .datesUntil(last.plusDays(1))
        .flatMap(day ->
            IntStream.range(0, Keys.ORDER_SHARDS)
                .mapToObj(shard -> Keys.day(OrderStatus.PENDING, day, shard)))
        .flatMap(partition -> parts(partition, createdBefore))
        .flatMap(keys -> load(keys).stream())
        .filter(order -> order.status() == OrderStatus.PENDING && order.times().isOverdue(now));
  }

  private Stream<List<Map<String, AttributeValue>>> parts(String partition, Instant before) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table)
            .indexName("gsi3")
            .keyConditionExpression("gsi3pk = :pk AND gsi3sk < :end")
            .expressionAttributeValues(
                Map.of(
                    ":pk", Keys.text(partition),
                    ":end", Keys.text(Ids.lowest("ord_", before.toEpochMilli() + 1))))
            .projectionExpression("pk, sk")
            .limit(PART)
            .build();
    return client.queryPaginator(request).stream()
        .map(page -> page.items().stream().map(Reads::keyOf).toList())
        .filter(Predicate.not(List::isEmpty));
  }

  private List<Order> load(List<Map<String, AttributeValue>> keys) {
    var items = reads.getAll(keys);
    return keys.stream()
        .flatMap(key -> Optional.ofNullable(items.get(key)).stream())
        .map(OrderItems::read)
        .toList();
  }
}
