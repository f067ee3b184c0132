package orderflow.orders.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// The parts that transactions are made of. Each returns the item that made its condition fail.
final class Actions {
  static final String FREE_MARKER = "attribute_not_exists(pk) OR expiresAt <= :now";

  private final String table;

  Actions(String table) {
    this.table = table;
  }

  TransactWriteItem create(Map<String, AttributeValue> item) {
    return put(item, "attribute_not_exists(pk)", Map.of());
  }

  TransactWriteItem replace(Map<String, AttributeValue> item, long version) {
    Map<String, AttributeValue> values =
        Map.of(":version", AttributeValue.fromN(Long.toString(version)));
    return TransactWriteItem.builder()
        .put(
            base(item)
                .conditionExpression("#version = :version")
                .expressionAttributeNames(Map.of("#version", "version"))
                .expressionAttributeValues(values)
                .build())
        .build();
  }

  TransactWriteItem mark(Attempt attempt, Answer answer) {
    return put(attempt.marker(answer), FREE_MARKER, now(attempt));
  }

  static Map<String, AttributeValue> now(Attempt attempt) {
    return Map.of(":now", AttributeValue.fromN(Long.toString(attempt.now().getEpochSecond())));
  }

  /// Adds pieces; takes them away when negative, and never more than there are.
  TransactWriteItem move(String sku, long delta) {
    Map<String, AttributeValue> values =
        Map.of(
            ":delta", AttributeValue.fromN(Long.toString(delta)),
            ":least", AttributeValue.fromN(Long.toString(Math.max(0, -delta))));
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(Keys.stock(sku))
                .updateExpression("ADD onHand :delta")
                .conditionExpression("onHand >= :least")
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  private TransactWriteItem put(
      Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
    Put.Builder put = base(item).conditionExpression(condition);
    if (!values.isEmpty()) {
      put.expressionAttributeValues(values);
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  private Put.Builder base(Map<String, AttributeValue> item) {
    return Put.builder()
        .tableName(table)
        .item(item)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }
}
