package orderflow.auth.dynamodb;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An item's attributes. Times are epoch milliseconds, except `expiresAt`, which DynamoDB's time to
/// live wants in seconds.
final class Item {
  private final Map<String, AttributeValue> attributes;

  private Item(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  /// The item of a key, to be filled.
  static Item of(String pk, String sk) {
    return new Item(new LinkedHashMap<>()).with("pk", pk).with("sk", sk);
  }

  /// An item as it was read.
  static Item read(Map<String, AttributeValue> attributes) {
    return new Item(attributes);
  }

  static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", text(pk), "sk", text(sk));
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  static AttributeValue time(Instant value) {
    return number(value.toEpochMilli());
  }

  static AttributeValue bytes(byte[] value) {
    return AttributeValue.fromB(SdkBytes.fromByteArray(value));
  }

  Item with(String name, String value) {
    return with(name, text(value));
  }

  Item with(String name, long value) {
    return with(name, number(value));
  }

  Item with(String name, byte[] value) {
    return with(name, bytes(value));
  }

  Item with(String name, boolean value) {
    return with(name, AttributeValue.fromBool(value));
  }

  Item with(String name, Instant value) {
    return with(name, time(value));
  }

  Item with(String name, Collection<String> values) {
    return with(name, AttributeValue.fromL(values.stream().map(Item::text).toList()));
  }

  Item with(String name, AttributeValue value) {
    attributes.put(name, value);
    return this;
  }

  Map<String, AttributeValue> attributes() {
    return Map.copyOf(attributes);
  }

  Optional<AttributeValue> find(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  String textOr(String name, String fallback) {
    return find(name).map(AttributeValue::s).orElse(fallback);
  }

  boolean isTrue(String name) {
    return find(name).map(AttributeValue::bool).orElse(false);
  }

  long numberOr(String name, long fallback) {
    return find(name).map(value -> Long.parseLong(value.n())).orElse(fallback);
  }

  String requiredText(String name) {
    return required(name).s();
  }

  long requiredNumber(String name) {
    return Long.parseLong(required(name).n());
  }

  byte[] requiredBytes(String name) {
    return required(name).b().asByteArray();
  }

  Instant requiredTime(String name) {
    return Instant.ofEpochMilli(requiredNumber(name));
  }

  List<String> requiredTexts(String name) {
    return required(name).l().stream().map(AttributeValue::s).toList();
  }

  List<Map<String, AttributeValue>> requiredMaps(String name) {
    return required(name).l().stream().map(AttributeValue::m).toList();
  }

  private AttributeValue required(String name) {
    return find(name)
        .orElseThrow(() ->
            new IllegalStateException(
                "item %s / %s has no attribute %s"
                    .formatted(textOr("pk", "?"), textOr("sk", "?"), name)));
  }
}
