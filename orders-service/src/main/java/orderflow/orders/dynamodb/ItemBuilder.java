package orderflow.orders.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import orderflow.model.Money;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Builds an item or a map attribute; absent values leave no attribute behind.
final class ItemBuilder {
  private final Map<String, AttributeValue> attributes;

  private ItemBuilder(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  static ItemBuilder item(Map<String, AttributeValue> key) {
    return new ItemBuilder(new HashMap<>(key));
  }

  static ItemBuilder map() {
    return new ItemBuilder(new HashMap<>());
  }

  ItemBuilder with(String name, String value) {
    return with(name, AttributeValue.fromS(value));
  }

  ItemBuilder with(String name, Optional<String> value) {
    value.ifPresent(text -> with(name, text));
    return this;
  }

  ItemBuilder with(String name, long value) {
    return with(name, AttributeValue.fromN(Long.toString(value)));
  }

  ItemBuilder with(String name, boolean value) {
    return with(name, AttributeValue.fromBool(value));
  }

  ItemBuilder with(String name, Instant value) {
    return with(name, value.toEpochMilli());
  }

  ItemBuilder with(String name, Money value) {
    return with(
        name, map().with("amount", value.amount()).with("currency", value.currency()).value());
  }

  <T> ItemBuilder withEach(String name, List<T> values, Function<T, AttributeValue> mapping) {
    return with(name, AttributeValue.fromL(values.stream().map(mapping).toList()));
  }

  ItemBuilder with(String name, AttributeValue value) {
    attributes.put(name, value);
    return this;
  }

  AttributeValue value() {
    return AttributeValue.fromM(build());
  }

  Map<String, AttributeValue> build() {
    return Map.copyOf(attributes);
  }
}
