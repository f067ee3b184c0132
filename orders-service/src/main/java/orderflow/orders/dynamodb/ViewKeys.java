package orderflow.orders.dynamodb;

import java.time.LocalDate;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every key of the views table. Keys begin with the generation, so that views can be built anew
/// beside the ones that are read; lanes and shards are the CRC-32 of the order's id, which no
/// release may change.
///
/// @param generation which build of the views
record ViewKeys(long generation) {
  static final int LANES = 4;
  static final int REPORT_SHARDS = 8;
  static final Map<String, AttributeValue> POINTER = Keys.key("VIEWS", "GENERATION");
  static final String TOTAL = "TOTAL";
  static final String SKU_PREFIX = "SKU#";

  private static final long LAST_POSITION = Long.MAX_VALUE;

  static int lane(String orderId) {
    return Keys.shard(orderId, LANES);
  }

  /// Says that an event is in the views.
  Map<String, AttributeValue> marker(String orderId, long sequence) {
    return Keys.key(prefix() + "EVENT#" + orderId, "%010d".formatted(sequence));
  }

  Map<String, AttributeValue> head(int lane) {
    return Keys.key(lanePartition(lane), "HEAD");
  }

  Map<String, AttributeValue> entry(int lane, long position) {
    return Keys.key(lanePartition(lane), position(position));
  }

  String lanePartition(int lane) {
    return prefix() + "FEED#" + lane;
  }

  static String position(long position) {
    return "%020d".formatted(position);
  }

  static String lastPosition() {
    return position(LAST_POSITION);
  }

  Map<String, AttributeValue> total(LocalDate date, String orderId) {
    return Keys.key(day(date, Keys.shard(orderId, REPORT_SHARDS)), TOTAL);
  }

  Map<String, AttributeValue> product(LocalDate date, String orderId, String sku) {
    return Keys.key(day(date, Keys.shard(orderId, REPORT_SHARDS)), SKU_PREFIX + sku);
  }

  String day(LocalDate date, int shard) {
    return prefix() + "DAILY#" + date + "#" + shard;
  }

  Map<String, AttributeValue> customer(String customerId) {
    return Keys.key(prefix() + "CUSTOMER#" + customerId, TOTAL);
  }

  /// What the key of each of its items begins with.
  String prefix() {
    return "G" + generation + "#";
  }
}
