package orderflow.orders.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import orderflow.kit.dynamodb.PartialBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Strong reads by key.
final class Reads {
  private static final int MAX_KEYS = 100;

  private final DynamoDbClient client;
  private final String table;
  private final RandomGenerator random;

  /// Prepares the reads.
  ///
  /// @param random for the pauses while the table is too busy
  Reads(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.random = random;
  }

  /// The item, empty for none.
  Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
    return client.getItem(read -> read.tableName(table).key(key).consistentRead(true)).item();
  }

  /// The items that exist, by key.
  Map<Map<String, AttributeValue>, Map<String, AttributeValue>> getAll(
      List<Map<String, AttributeValue>> keys) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new HashMap<>();
    for (int from = 0; from < keys.size(); from += MAX_KEYS) {
      List<Map<String, AttributeValue>> part =
          keys.subList(from, Math.min(keys.size(), from + MAX_KEYS));
      batch(part).forEach(item -> items.put(keyOf(item), item));
    }
    return items;
  }

  /// A batch may come back in part (DynamoDB API Reference, BatchGetItem, "UnprocessedKeys").
  private List<Map<String, AttributeValue>> batch(List<Map<String, AttributeValue>> keys) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    Map<String, KeysAndAttributes> open =
        Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    PartialBatch pauses = PartialBatch.of(random);
    while (!open.isEmpty()) {
      Map<String, KeysAndAttributes> asked = open;
      BatchGetItemResponse response = client.batchGetItem(read -> read.requestItems(asked));
      List<Map<String, AttributeValue>> got = response.responses().getOrDefault(table, List.of());
      items.addAll(got);
      open = response.unprocessedKeys();
      if (!open.isEmpty()) {
        pauses.pause(!got.isEmpty());
      }
    }
    return items;
  }

  static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return Map.of(
        "pk", Objects.requireNonNull(item.get("pk")), "sk", Objects.requireNonNull(item.get("sk")));
  }
}
