package orderflow.orders.dynamodb;

import java.util.Map;
import java.util.TreeMap;
import orderflow.kit.dynamodb.Item;
import orderflow.orders.domain.Counters;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The sums in an item of the views: all its numbers.
final class ViewFigures {

  private ViewFigures() {}

  static Counters counters(Map<String, AttributeValue> attributes) {
    Item item = new Item(attributes);
    TreeMap<String, Long> figures = new TreeMap<>();
    attributes.forEach((name, value) -> {
      if (value.type() == AttributeValue.Type.N) {
        figures.put(name, item.number(name));
      }
    });
    return new Counters(figures);
  }
}
