package orderflow.orders.dynamodb;

import java.util.Map;
import java.util.Optional;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.ItemBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A reference that an order claims as its customer's only one. The claim is written in the order's
/// transaction and, like the order, never expires: the same line of a file is the same order
/// however late it comes again.
///
/// @param reference nothing for an order that claims none
public record Claim(String customerId, Optional<String> reference) {

  Optional<Map<String, AttributeValue>> key() {
    return reference.map(text -> Keys.reference(customerId, text));
  }

  Optional<Map<String, AttributeValue>> item(String orderId) {
    return key().map(key -> ItemBuilder.item(key).with("orderId", orderId).build());
  }

  static String holder(Map<String, AttributeValue> item) {
    return new Item(item).text("orderId");
  }
}
