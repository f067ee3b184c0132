package orderflow.auth.dynamodb;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Strongly consistent reads of one item.
final class Reads {

  private Reads() {}

  static Optional<Map<String, AttributeValue>> strong(
      DynamoDbClient client, String table, Map<String, AttributeValue> key) {
    Map<String, AttributeValue> item =
        client.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(item);
  }
}
