package orderflow.orders.dynamodb;

import java.util.Map;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// The parts that transactions are made of. Each returns the item that made its condition fail.
final class Actions {
  private final String table;

  Actions(String table) {
    this.table = table;
  }

  TransactWriteItem create(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(base(item).conditionExpression("attribute_not_exists(pk)").build())
        .build();
  }

  TransactWriteItem replace(Map<String, AttributeValue> item, long version) {
    return replace(
        item, "#version = :version", Map.of("#version", "version"), Map.of(":version", n(version)));
  }

  /// The same for an order that has given money back: at least that much has to be captured.
  ///
  /// @param refunded in all, in minor units
  TransactWriteItem replaceRefunded(Map<String, AttributeValue> item, long version, long refunded) {
    return replace(
        item,
        "#version = :version AND payment.#amount.#amount >= :refunded",
        Map.of("#version", "version", "#amount", "amount"),
        Map.of(":version", n(version), ":refunded", n(refunded)));
  }

  private TransactWriteItem replace(
      Map<String, AttributeValue> item,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    return TransactWriteItem.builder()
        .put(
            base(item)
                .conditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build())
        .build();
  }

  private static AttributeValue n(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  TransactWriteItem mark(Attempt attempt, Answer answer) {
    return attempt.mark(table, answer);
  }

  /// Adds pieces; takes them away when negative, and never more than there are. Each move is
  /// counted, so that whoever adds orders up can tell whether the stock stood still meanwhile.
  TransactWriteItem move(String sku, long delta) {
    Map<String, AttributeValue> values =
        Map.of(
            ":delta", AttributeValue.fromN(Long.toString(delta)),
            ":one", AttributeValue.fromN("1"),
            ":least", AttributeValue.fromN(Long.toString(Math.max(0, -delta))));
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(Keys.stock(sku))
                .updateExpression("ADD onHand :delta, moves :one")
                .conditionExpression("onHand >= :least")
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  private Put.Builder base(Map<String, AttributeValue> item) {
    return Put.builder()
        .tableName(table)
        .item(item)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }
}
