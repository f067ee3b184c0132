package orderflow.orders.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.zip.CRC32;
import orderflow.orders.domain.OrderStatus;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every key of the table. A shard is the CRC-32 of the id, which no release may change.
final class Keys {
  static final String EVENT_PREFIX = "EVENT#";
  static final String PRODUCT_PREFIX = "PRODUCT#";
  static final String ORDER_PREFIX = "ORDER#";
  static final String ADJUSTMENT_PREFIX = "ADJUSTMENT#";
  static final long LAST_SEQUENCE = 9_999_999_999L;

  /// Each page asks every shard, so more of them make reading dearer and slower, not faster; two
  /// take two thousand new products a second (docs/decisions/0009-a-catalogue-of-two-shards.md).
  static final int CATALOGUE_SHARDS = 2;

  static final int ORDER_SHARDS = 4;

  private Keys() {}

  static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", text(pk), "sk", text(sk));
  }

  static Map<String, AttributeValue> order(String customerId, String orderId) {
    return key(customer(customerId), ORDER_PREFIX + orderId);
  }

  static Map<String, AttributeValue> event(String orderId, long sequence) {
    return key(ORDER_PREFIX + orderId, eventEntry(sequence));
  }

  static String eventEntry(long sequence) {
    return EVENT_PREFIX + "%010d".formatted(sequence);
  }

  static Map<String, AttributeValue> reference(String customerId, String reference) {
    return key(customer(customerId), "REFERENCE#" + reference);
  }

  static Map<String, AttributeValue> product(String sku) {
    return key(PRODUCT_PREFIX + sku, "PRODUCT");
  }

  static Map<String, AttributeValue> stock(String sku) {
    return key("STOCK#" + sku + "#1", "STOCK");
  }

  static Map<String, AttributeValue> adjustment(String sku, String id) {
    return key(PRODUCT_PREFIX + sku, ADJUSTMENT_PREFIX + id);
  }

  static String customer(String customerId) {
    return "CUSTOMER#" + customerId;
  }

  static String customer(String customerId, OrderStatus status) {
    return customer(customerId) + "#" + status.wire();
  }

  static String day(LocalDate day, int shard) {
    return "DAY#" + day + "#" + shard;
  }

  static String day(OrderStatus status, LocalDate day, int shard) {
    return status.wire() + "#" + day + "#" + shard;
  }

  static String catalogue(int shard) {
    return "CATALOGUE#" + shard;
  }

  static LocalDate dayOf(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  static int shard(String id, int shards) {
    CRC32 hash = new CRC32();
    hash.update(id.getBytes(UTF_8));
    return (int) (hash.getValue() % shards);
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
