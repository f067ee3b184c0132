package orderflow.kit.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// The fence of a job in the table of the service that it gives commands to: `FENCE#{job}` /
/// `TOKEN` holds the highest token seen, and a run with a lower one has lost its lease to a later
/// run and must have no effect any more. The item never expires.
///
/// @param table where the fence stands
/// @param job whose
/// @param token of this run's lease
public record Fence(String table, String job, long token) {
  private static final String RAISE = "SET #token = :token";
  private static final String HOLDS = "attribute_not_exists(#token) OR #token <= :token";
  private static final Map<String, String> NAMES = Map.of("#token", "token");

  /// Checks and raises the fence as a part of the transaction of an effect. Effects of one job
  /// conflict with each other at this item, so a job has them one after the other.
  public TransactWriteItem action() {
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table)
                .key(key())
                .updateExpression(RAISE)
                .conditionExpression(HOLDS)
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(values()))
        .build();
  }

  /// Checks and raises the fence before anything else is done.
  ///
  /// @return whether this run may go on
  public boolean admit(DynamoDbClient client) {
    try {
      client.updateItem(update ->
          update
              .tableName(table)
              .key(key())
              .updateExpression(RAISE)
              .conditionExpression(HOLDS)
              .expressionAttributeNames(NAMES)
              .expressionAttributeValues(values()));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private Map<String, AttributeValue> key() {
    return Map.of("pk", AttributeValue.fromS("FENCE#" + job), "sk", AttributeValue.fromS("TOKEN"));
  }

  private Map<String, AttributeValue> values() {
    return Map.of(":token", AttributeValue.fromN(Long.toString(token)));
  }
}
