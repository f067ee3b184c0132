package orderflow.auth.dynamodb;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Origin;
import orderflow.kit.id.Ids;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Audit entries as items: `AUDIT#{date}#{shard}` / id, found by actor on gsi1 and by target on
/// gsi2. Eight shards a day, so that no burst of them waits on one partition. Entries without a
/// known actor are not on gsi1: all of an attack would wait on one partition of it, and the table
/// with it (DynamoDB Developer Guide, Using Global Secondary Indexes, "Throttling").
final class AuditItems {
  static final int SHARDS = 8;

  private static final String ABSENT = "attribute_not_exists(pk)";

  private AuditItems() {}

  /// Writes an entry as a part of the transaction of what it reports.
  static TransactWriteItem put(String table, AuditEntry entry) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(table).item(of(entry)).conditionExpression(ABSENT))
        .build();
  }

  static Map<String, AttributeValue> of(AuditEntry entry) {
    Item item =
        Item.of(partition(entry.occurredAt(), entry.id()), entry.id())
            .with("gsi2pk", target(entry.target()))
            .with("gsi2sk", entry.id())
            .with("occurredAt", entry.occurredAt())
            .with("actor", entry.actor())
            .with("action", entry.action())
            .with("target", entry.target())
            .with("requestId", entry.requestId())
            .with("source", entry.source())
            .with("userAgent", entry.userAgent())
            .with("detail", entry.detail());
    return entry.actor().equals(Origin.ANONYMOUS)
        ? item.attributes()
        : item.with("gsi1pk", actor(entry.actor())).with("gsi1sk", entry.id()).attributes();
  }

  static AuditEntry read(Map<String, AttributeValue> attributes) {
    Item item = Item.read(attributes);
    return new AuditEntry(
        item.requiredText("sk"),
        item.requiredTime("occurredAt"),
        item.requiredText("actor"),
        item.requiredText("action"),
        item.requiredText("target"),
        item.requiredText("requestId"),
        item.textOr("source", ""),
        item.textOr("userAgent", ""),
        item.textOr("detail", ""));
  }

  /// Whether an item is where its time and id put it. One that is elsewhere is of no hour that is
  /// ever sealed: it was not written here.
  static boolean isInPlace(Map<String, AttributeValue> attributes) {
    Item item = Item.read(attributes);
    String id = item.requiredText("sk");
    Instant time = item.requiredTime("occurredAt");
    long millis = time.toEpochMilli();
    return item.requiredText("pk").equals(partition(time, id))
        && id.compareTo(Ids.lowest(AuditEntry.ID_PREFIX, millis)) >= 0
        && id.compareTo(Ids.lowest(AuditEntry.ID_PREFIX, millis + 1)) < 0;
  }

  static String partition(LocalDate date, int shard) {
    return "AUDIT#" + date + "#" + shard;
  }

  static String actor(String id) {
    return "ACTOR#" + id;
  }

  static String target(String id) {
    return "TARGET#" + id;
  }

  private static String partition(Instant time, String id) {
    return partition(
        time.atOffset(ZoneOffset.UTC).toLocalDate(), Math.floorMod(id.hashCode(), SHARDS));
  }
}
