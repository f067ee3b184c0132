package orderflow.kit.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.model.Money;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads attributes that the same service wrote; a missing one is a fault, unless it is optional.
///
/// @param attributes as DynamoDB gave them
public record Item(Map<String, AttributeValue> attributes) {
  public Item {
    attributes = Map.copyOf(attributes);
  }

  public String text(String name) {
    return required(name).s();
  }

  public Optional<String> optionalText(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  public long number(String name) {
    return Long.parseLong(required(name).n());
  }

  public boolean bool(String name) {
    return required(name).bool();
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
    return new Item(required(name).m());
  }

  public Optional<Item> optionalMap(String name) {
    return Optional.ofNullable(attributes.get(name)).map(value -> new Item(value.m()));
  }

  public List<Item> maps(String name) {
    return required(name).l().stream().map(value -> new Item(value.m())).toList();
  }

  private AttributeValue required(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null) {
      throw new IllegalStateException("item " + attributes.get("pk") + " has no attribute " + name);
    }
    return value;
  }
}
