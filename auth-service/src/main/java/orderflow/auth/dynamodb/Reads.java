package orderflow.auth.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/// Strongly consistent reads by key.
final class Reads {
  private static final int MAX_KEYS = 100;
  private static final int MAX_CALLS_WITHOUT_PROGRESS = 5;

  private Reads() {}

  static Optional<Map<String, AttributeValue>> strong(
      DynamoDbClient client, String table, Map<String, AttributeValue> key) {
    Map<String, AttributeValue> item =
        client.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(item);
  }

  /// The items that exist in no order. A batch may come back in part (DynamoDB API Reference,
  /// BatchGetItem, "UnprocessedKeys").
  static List<Map<String, AttributeValue>> all(
      DynamoDbClient client, String table, List<Map<String, AttributeValue>> keys) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += MAX_KEYS) {
      items.addAll(
          batch(client, table, keys.subList(from, Math.min(keys.size(), from + MAX_KEYS))));
    }
    return items;
  }

  private static List<Map<String, AttributeValue>> batch(
      DynamoDbClient client, String table, List<Map<String, AttributeValue>> keys) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    Map<String, KeysAndAttributes> open =
        Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    int idle = 0;
    while (!open.isEmpty()) {
      Map<String, KeysAndAttributes> asked = open;
      BatchGetItemResponse response = client.batchGetItem(read -> read.requestItems(asked));
      List<Map<String, AttributeValue>> got = response.responses().getOrDefault(table, List.of());
      items.addAll(got);
      idle = got.isEmpty() ? idle + 1 : 0;
      open = response.unprocessedKeys();
      if (!open.isEmpty() && idle >= MAX_CALLS_WITHOUT_PROGRESS) {
        throw ProvisionedThroughputExceededException.builder()
            .message("the table returned no items for " + idle + " batch reads in a row")
            .build();
      }
    }
    return items;
  }
}
