package orderflow.orders.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.kit.dynamodb.Page;
import orderflow.orders.domain.OrderEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Reads the histories of orders.
public final class HistoryReader {
  private final DynamoDbClient client;
  private final String table;

  public HistoryReader(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// The events of an order, oldest first; nothing for an order that does not exist.
  ///
  /// @param after sequence of the last event of the page before
  public Page<OrderEvent> page(String orderId, int limit, Optional<String> after) {
    long first = after.map(Long::parseLong).orElse(0L) + 1;
    QueryResponse response =
        client.query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", Keys.text(Keys.ORDER_PREFIX + orderId),
                        ":first", Keys.text(Keys.eventEntry(first)),
                        ":last", Keys.text(Keys.eventEntry(Keys.LAST_SEQUENCE))))
                .consistentRead(true)
                .limit(limit + 1));
    List<OrderEvent> found = response.items().stream().map(EventItems::read).toList();
    return Page.of(
        found, limit, response.hasLastEvaluatedKey(), event -> Long.toString(event.sequence()));
  }
}
