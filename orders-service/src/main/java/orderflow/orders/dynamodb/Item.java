package orderflow.orders.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.model.Money;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads attributes that this service wrote; a missing one is a fault, unless it is optional.
record Item(Map<String, AttributeValue> attributes) {

  String text(String name) {
    return required(name).s();
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  long number(String name) {
    return Long.parseLong(required(name).n());
  }

  boolean bool(String name) {
    return required(name).bool();
  }

  /// Times are kept as epoch milliseconds.
  Instant time(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  Money money(String name) {
    Item money = map(name);
    return new Money(money.number("amount"), money.text("currency"));
  }

  Item map(String name) {
    return new Item(required(name).m());
  }

  Optional<Item> optionalMap(String name) {
    return Optional.ofNullable(attributes.get(name)).map(value -> new Item(value.m()));
  }

  List<Item> maps(String name) {
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
