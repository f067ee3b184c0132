package orderflow.orders.dynamodb;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Record;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.util.Map;
import java.util.Optional;
import orderflow.kit.dynamodb.StreamImage;
import orderflow.orders.domain.OrderEvent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a record of the orders table's stream is.
public sealed interface ChangeRecord {

  /// A new entry of an order's history.
  record Event(OrderEvent event) implements ChangeRecord {}

  /// A change of anything else, which the mapping's filter keeps away.
  record Unrelated() implements ChangeRecord {}

  /// Meant to be an event, and not readable as one however often it comes.
  ///
  /// @param detail what was found and what was expected
  record Malformed(String detail) implements ChangeRecord {}

  static ChangeRecord of(Record change) {
    StreamRecord stream = change.getDynamodb();
    if (stream == null || stream.getKeys() == null) {
      return new Malformed("the record has no keys");
    }
    try {
      Map<String, AttributeValue> key = StreamImage.item(stream.getKeys());
      if (!"INSERT".equals(change.getEventName()) || !isEvent(key)) {
        return new Unrelated();
      }
      return stream.getNewImage() == null
          ? new Malformed("the record has no new image")
          : event(key, StreamImage.item(stream.getNewImage()));
    } catch (IllegalStateException | IllegalArgumentException e) {
      return new Malformed(Optional.ofNullable(e.getMessage()).orElse("not readable"));
    }
  }

  private static ChangeRecord event(
      Map<String, AttributeValue> key, Map<String, AttributeValue> image) {
    OrderEvent event = EventItems.read(image);
    return Keys.event(event.orderId(), event.sequence()).equals(key)
        ? new Event(event)
        : new Malformed("the entry's key is not that of its order and sequence");
  }

  private static boolean isEvent(Map<String, AttributeValue> key) {
    AttributeValue sk = key.get("sk");
    return sk != null && sk.s() != null && sk.s().startsWith(Keys.EVENT_PREFIX);
  }
}
