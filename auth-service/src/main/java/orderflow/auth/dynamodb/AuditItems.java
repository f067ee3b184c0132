package orderflow.auth.dynamodb;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Origin;
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
    LocalDate date = entry.occurredAt().atOffset(ZoneOffset.UTC).toLocalDate();
    int shard = Math.floorMod(entry.id().hashCode(), SHARDS);
    Origin origin = entry.origin();
    Item item =
        Item.of(partition(date, shard), entry.id())
            .with("gsi2pk", "TARGET#" + entry.target())
            .with("gsi2sk", entry.id())
            .with("occurredAt", entry.occurredAt())
            .with("actor", origin.actor())
            .with("action", entry.action())
            .with("target", entry.target())
            .with("requestId", origin.requestId())
            .with("source", origin.source())
            .with("userAgent", origin.userAgent())
            .with("detail", entry.detail());
    return origin.isKnown()
        ? item.with("gsi1pk", "ACTOR#" + origin.actor()).with("gsi1sk", entry.id()).attributes()
        : item.attributes();
  }

  static String partition(LocalDate date, int shard) {
    return "AUDIT#" + date + "#" + shard;
  }
}
