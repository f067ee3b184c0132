package orderflow.auth.dynamodb;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import orderflow.auth.domain.AuditEntry;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Audit entries as items: `AUDIT#{date}#{shard}` / id, found by actor on gsi1 and by target on
/// gsi2. Eight shards a day, so that no burst of them waits on one partition.
final class AuditItems {
  private static final int SHARDS = 8;

  private AuditItems() {}

  static Map<String, AttributeValue> of(AuditEntry entry) {
    LocalDate date = entry.occurredAt().atOffset(ZoneOffset.UTC).toLocalDate();
    int shard = Math.floorMod(entry.id().hashCode(), SHARDS);
    return Item.of("AUDIT#" + date + "#" + shard, entry.id())
        .with("gsi1pk", "ACTOR#" + entry.actor())
        .with("gsi1sk", entry.id())
        .with("gsi2pk", "TARGET#" + entry.target())
        .with("gsi2sk", entry.id())
        .with("occurredAt", entry.occurredAt())
        .with("actor", entry.actor())
        .with("action", entry.action())
        .with("target", entry.target())
        .with("requestId", entry.requestId())
        .with("detail", entry.detail())
        .attributes();
  }
}
