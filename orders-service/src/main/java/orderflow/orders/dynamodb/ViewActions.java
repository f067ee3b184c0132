package orderflow.orders.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orderflow.kit.dynamodb.ItemBuilder;
import orderflow.orders.domain.Contribution;
import orderflow.orders.domain.Counters;
import orderflow.orders.domain.OrderEvent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// The one transaction that takes an event into every view. An order has at most fifty products, so
/// it has at most 55 actions: marker, lane head, feed entry, day, customer, and one a product.
final class ViewActions {
  static final int MARKER = 0;
  static final int HEAD = 1;

  /// How many actions there are besides those of products.
  static final int FIXED = 5;

  private final String table;
  private final Actions actions;

  ViewActions(String table) {
    this.table = table;
    this.actions = new Actions(table);
  }

  /// All of them, marker and lane head first.
  ///
  /// @param head the lane's last position; the event takes the next
  List<TransactWriteItem> of(
      ViewKeys keys, OrderEvent event, Contribution contribution, long head) {
    int lane = ViewKeys.lane(event.orderId());
    var date = Keys.dayOf(event.origin().at());
    List<TransactWriteItem> all = new ArrayList<>();
    all.add(actions.create(marker(keys, event, head + 1)));
    all.add(advance(keys.head(lane), head));
    all.add(actions.create(EventItems.write(event, keys.entry(lane, head + 1))));
    if (!contribution.totals().equals(Counters.none())) {
      all.add(add(keys.total(date, event.orderId()), contribution.totals()));
      all.add(add(keys.customer(event.customerId()), contribution.totals()));
    }
    contribution
        .products()
        .forEach((sku, sums) -> all.add(add(keys.product(date, event.orderId(), sku), sums)));
    return all;
  }

  private static Map<String, AttributeValue> marker(
      ViewKeys keys, OrderEvent event, long position) {
    return ItemBuilder.item(keys.marker(event.orderId(), event.sequence()))
        .with("id", event.origin().eventId())
        .with("position", position)
        .build();
  }

  private TransactWriteItem advance(Map<String, AttributeValue> key, long head) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":next", number(head + 1));
    if (head > 0) {
      values.put(":head", number(head));
    }
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(key)
                .updateExpression("SET #position = :next")
                .conditionExpression(
                    head > 0 ? "#position = :head" : "attribute_not_exists(#position)")
                .expressionAttributeNames(Map.of("#position", "position"))
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  /// Adding is safe because the marker is in the same transaction.
  private TransactWriteItem add(Map<String, AttributeValue> key, Counters counters) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    List<String> additions = new ArrayList<>();
    counters
        .figures()
        .forEach((figure, value) -> {
          int n = additions.size();
          names.put("#f" + n, figure);
          values.put(":v" + n, number(value));
          additions.add("#f" + n + " :v" + n);
        });
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(key)
                .updateExpression("ADD " + String.join(", ", additions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build())
        .build();
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
