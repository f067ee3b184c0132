package orderflow.kit.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import orderflow.model.Money;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Builds an item or a map attribute; absent values leave no attribute behind.
public final class ItemBuilder {
  private final Map<String, AttributeValue> attributes;

  private ItemBuilder(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  /// An item of this key.
  public static ItemBuilder item(Map<String, AttributeValue> key) {
    return new ItemBuilder(new HashMap<>(key));
  }

  /// A map inside an item.
  public static ItemBuilder map() {
    return new ItemBuilder(new HashMap<>());
  }

  public ItemBuilder with(String name, String value) {
    return with(name, AttributeValue.fromS(value));
  }

  public ItemBuilder with(String name, Optional<String> value) {
    value.ifPresent(text -> with(name, text));
    return this;
  }

  public ItemBuilder with(String name, long value) {
    return with(name, AttributeValue.fromN(Long.toString(value)));
  }

  public ItemBuilder with(String name, boolean value) {
    return with(name, AttributeValue.fromBool(value));
  }

  /// Times are kept as epoch milliseconds.
  public ItemBuilder with(String name, Instant value) {
    return with(name, value.toEpochMilli());
  }

  public ItemBuilder with(String name, Money value) {
    return with(
        name, map().with("amount", value.amount()).with("currency", value.currency()).value());
  }

  public <T> ItemBuilder withEach(
      String name, List<T> values, Function<T, AttributeValue> mapping) {
    return with(name, AttributeValue.fromL(values.stream().map(mapping).toList()));
  }

  public ItemBuilder with(String name, AttributeValue value) {
    attributes.put(name, value);
    return this;
  }

  public AttributeValue value() {
    return AttributeValue.fromM(build());
  }

  public Map<String, AttributeValue> build() {
    return Map.copyOf(attributes);
  }
}
