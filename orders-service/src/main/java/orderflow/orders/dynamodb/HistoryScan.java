package orderflow.orders.dynamodb;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.kit.dynamodb.Item;
import orderflow.orders.domain.OrderEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// Goes through the histories of all orders, part by part, strongly consistent. An order's entries
/// come in their order, one part after the other.
public final class HistoryScan {
  private static final int PART = 500;
  private static final int PAGE = 100;

  private final DynamoDbClient client;
  private final String table;

  public HistoryScan(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// A part of the histories.
  ///
  /// @param unreadable entries that cannot be read, which the stream has put aside too
  /// @param next where to go on, nothing at the end
  public record Part(
      List<OrderEvent> events, long unreadable, Optional<LedgerReader.Position> next) {
    public Part {
      events = List.copyOf(events);
    }
  }

  /// The history entries among the next five hundred items of whatever kind.
  public Part part(Optional<LedgerReader.Position> after) {
    ScanRequest.Builder request =
        ScanRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .limit(PART)
            .filterExpression("begins_with(pk, :order) AND begins_with(sk, :event)")
            .expressionAttributeValues(
                Map.of(
                    ":order", Keys.text(Keys.ORDER_PREFIX),
                    ":event", Keys.text(Keys.EVENT_PREFIX)));
    after.ifPresent(key -> request.exclusiveStartKey(Keys.key(key.pk(), key.sk())));
    ScanResponse response = client.scan(request.build());
    return part(
        response.items(),
        Optional.of(response.lastEvaluatedKey())
            .filter(key -> !key.isEmpty())
            .map(Item::new)
            .map(key -> new LedgerReader.Position(key.text("pk"), key.text("sk"))));
  }

  /// What an order's history has beyond a sequence by now, up to a hundred entries.
  public Part after(String orderId, long sequence) {
    return part(
        client
            .query(query ->
                query
                    .tableName(table)
                    .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", Keys.text(Keys.ORDER_PREFIX + orderId),
                            ":first", Keys.text(Keys.eventEntry(sequence + 1)),
                            ":last", Keys.text(Keys.eventEntry(Keys.LAST_SEQUENCE))))
                    .consistentRead(true)
                    .limit(PAGE))
            .items(),
        Optional.empty());
  }

  private static Part part(
      List<Map<String, AttributeValue>> items, Optional<LedgerReader.Position> next) {
    List<OrderEvent> events = new ArrayList<>();
    long unreadable = 0;
    for (Map<String, AttributeValue> item : items) {
      try {
        events.add(EventItems.read(item));
      } catch (IllegalStateException | IllegalArgumentException | DateTimeException e) {
        unreadable++;
      }
    }
    return new Part(events, unreadable, next);
  }
}
