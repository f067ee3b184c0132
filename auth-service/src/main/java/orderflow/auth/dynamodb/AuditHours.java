package orderflow.auth.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.AuditHour;
import orderflow.auth.domain.Digests;
import orderflow.auth.domain.Seal;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.id.Ids;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// What the audit log holds of one hour, weighed part by part: every attribute of every entry, in
/// the order of the keys. Reads are strong and page by page: an hour may have any number of
/// entries.
public final class AuditHours {
  private static final String RANGE = "pk = :pk AND sk BETWEEN :low AND :high";
  private static final List<Integer> SHARDS =
      IntStream.range(0, AuditItems.SHARDS).boxed().toList();

  private final DynamoDbClient client;
  private final String table;

  public AuditHours(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// All parts of an hour in their order.
  public List<Seal.Part> weigh(AuditHour hour) {
    return Concurrently.map(SHARDS, shard -> weigh(hour, shard));
  }

  /// The hour of the first entry that is not before this hour, on the same day.
  public Optional<AuditHour> firstOfDay(AuditHour from) {
    AuditHour last = AuditHour.parse(from.date() + "T23").orElseThrow();
    return Concurrently.map(SHARDS, shard -> first(from, last, shard)).stream()
        .flatMap(Optional::stream)
        .min((one, other) -> one.start().compareTo(other.start()));
  }

  /// The name of a part in reports: its partition of the table.
  public static String name(AuditHour hour, int part) {
    return AuditItems.partition(hour.date(), part);
  }

  private Seal.Part weigh(AuditHour hour, int shard) {
    MessageDigest digest = Digests.sha256();
    long entries = 0;
    QueryRequest.Builder query = range(hour, hour, shard);
    QueryResponse page;
    do {
      page = client.query(query.build());
      page.items().forEach(item -> add(digest, item));
      entries += page.count();
      query.exclusiveStartKey(page.lastEvaluatedKey());
    } while (page.hasLastEvaluatedKey());
    return new Seal.Part(entries, HexFormat.of().formatHex(digest.digest()));
  }

  private Optional<AuditHour> first(AuditHour from, AuditHour to, int shard) {
    return client.query(range(from, to, shard).limit(1).build()).items().stream()
        .findFirst()
        .map(item -> AuditHour.of(Item.read(item).requiredTime("occurredAt")));
  }

  private QueryRequest.Builder range(AuditHour from, AuditHour to, int shard) {
    return QueryRequest.builder()
        .tableName(table)
        .keyConditionExpression(RANGE)
        .expressionAttributeValues(
            Map.of(
                ":pk", Item.text(AuditItems.partition(from.date(), shard)),
                ":low", Item.text(lowest(from.start().toEpochMilli())),
                ":high", Item.text(lowest(to.end().toEpochMilli()))))
        .consistentRead(true);
  }

  private static String lowest(long millis) {
    return Ids.lowest(AuditEntry.ID_PREFIX, millis);
  }

  /// Attributes in the order of their names, each text with its length before it, so that no two
  /// items give the same bytes.
  private static void add(MessageDigest digest, Map<String, AttributeValue> item) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(item.size()).flip());
    new TreeMap<>(item)
        .forEach((name, value) -> {
          add(digest, name);
          add(digest, value.type() + " " + text(value));
        });
  }

  private static String text(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> value.n();
      default -> value.toString();
    };
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }
}
