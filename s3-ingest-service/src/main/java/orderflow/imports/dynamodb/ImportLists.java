package orderflow.imports.dynamodb;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.Progress;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.dynamodb.PartialBatch;
import orderflow.kit.id.Ids;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Lists of imports, newest first, month by month back to the oldest that is looked for. The index
/// holds keys only; imports are read from the table.
public final class ImportLists {
  /// How many months a list goes back.
  public static final int MONTHS = 24;

  private static final int MAX_KEYS = 100;

  private final DynamoDbClient client;
  private final String table;
  private final RandomGenerator random;

  /// Prepares the lists.
  ///
  /// @param random for the pauses while the table is too busy
  public ImportLists(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.random = random;
  }

  /// One page.
  ///
  /// @param before id of the last import of the page before; the id begins with its time
  public Page<Progress> page(Instant now, int limit, Optional<String> before) {
    String high = before.orElse(Ids.lowest(Import.ID_PREFIX, now.plusSeconds(1).toEpochMilli()));
    List<String> ids = new ArrayList<>();
    YearMonth month = Keys.monthOf(now);
    for (int back = 0; back < MONTHS && ids.size() <= limit; back++) {
      ids.addAll(ids(month.minusMonths(back), high, limit + 1 - ids.size()));
    }
    List<String> kept = ids.subList(0, Math.min(limit, ids.size()));
    Optional<String> next = ids.size() > limit ? Optional.of(kept.getLast()) : Optional.empty();
    return new Page<>(load(kept), next);
  }

  private List<String> ids(YearMonth month, String high, int wanted) {
    return client
        .query(query ->
            query
                .tableName(table)
                .indexName("gsi1")
                .keyConditionExpression("gsi1pk = :pk AND gsi1sk < :high")
                .expressionAttributeValues(
                    Map.of(":pk", Keys.text(Keys.month(month)), ":high", Keys.text(high)))
                .scanIndexForward(false)
                .limit(wanted))
        .items()
        .stream()
        .map(item -> Objects.requireNonNull(item.get("gsi1sk")).s())
        .toList();
  }

  private List<Progress> load(List<String> ids) {
    List<Map<String, AttributeValue>> keys =
        ids.stream().flatMap(id -> Stream.of(Keys.file(id), Keys.checkpoint(id))).toList();
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += MAX_KEYS) {
      items.addAll(batch(keys.subList(from, Math.min(keys.size(), from + MAX_KEYS))));
    }
    return ids.stream().flatMap(id -> ImportStore.progress(of(id, items)).stream()).toList();
  }

  private static List<Map<String, AttributeValue>> of(
      String id, List<Map<String, AttributeValue>> items) {
    String partition = Keys.partition(id);
    return items.stream()
        .filter(item -> Objects.requireNonNull(item.get("pk")).s().equals(partition))
        .toList();
  }

  /// A batch may come back in part (DynamoDB API Reference, BatchGetItem, "UnprocessedKeys").
  private List<Map<String, AttributeValue>> batch(List<Map<String, AttributeValue>> keys) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    Map<String, KeysAndAttributes> open =
        Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    PartialBatch pauses = PartialBatch.of(random);
    while (!open.isEmpty()) {
      Map<String, KeysAndAttributes> asked = open;
      BatchGetItemResponse response = client.batchGetItem(read -> read.requestItems(asked));
      List<Map<String, AttributeValue>> got = response.responses().getOrDefault(table, List.of());
      items.addAll(got);
      open = response.unprocessedKeys();
      if (!open.isEmpty()) {
        pauses.pause(!got.isEmpty());
      }
    }
    return items;
  }
}
