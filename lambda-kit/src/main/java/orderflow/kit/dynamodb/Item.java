package orderflow.kit.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.model.Money;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads attributes that a service of this project wrote; a missing one, or one of another type, is
/// a fault, unless it is optional.
///
/// @param attributes as DynamoDB gave them
public record Item(Map<String, AttributeValue> attributes) {
  public Item {
    attributes = Map.copyOf(attributes);
  }

  public String text(String name) {
    return required(name, AttributeValue.Type.S).s();
  }

  public Optional<String> optionalText(String name) {
    return attributes.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
  }

  public long number(String name) {
    return Long.parseLong(required(name, AttributeValue.Type.N).n());
  }

  public boolean bool(String name) {
    return required(name, AttributeValue.Type.BOOL).bool();
  }

  /// Times are kept as epoch milliseconds.
  public Instant time(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  public Money money(String name) {
    Item money = map(name);
    return new Money(money.number("amount"), money.text("currency"));
  }

  public Item map(String name) {
    return new Item(required(name, AttributeValue.Type.M).m());
  }

  public Optional<Item> optionalMap(String name) {
    return attributes.containsKey(name) ? Optional.of(map(name)) : Optional.empty();
  }

  public List<Item> maps(String name) {
    return required(name, AttributeValue.Type.L).l().stream()
        .map(value -> new Item(ofType(name, value, AttributeValue.Type.M).m()))
        .toList();
  }

  private AttributeValue required(String name, AttributeValue.Type type) {
    AttributeValue value = attributes.get(name);
    if (value == null) {
      throw new IllegalStateException("item " + attributes.get("pk") + " has no attribute " + name);
    }
    return ofType(name, value, type);
  }

  private AttributeValue ofType(String name, AttributeValue value, AttributeValue.Type type) {
    if (value.type() != type) {
      throw new IllegalStateException(
          "item %s has attribute %s of type %s, expected %s"
              .formatted(attributes.get("pk"), name, value.type(), type));
    }
    return value;
  }
}
