package orderflow.auth.dynamodb;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.AuditQuery;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.dynamodb.Page;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Lists of audit entries, newest first; the id of the last one read is where the next page begins.
/// An item that is not where its time and id put it is in no list: it is under no seal.
public final class AuditLists {
  private static final List<Integer> SHARDS =
      IntStream.range(0, AuditItems.SHARDS).boxed().toList();

  private final DynamoDbClient client;
  private final String table;

  public AuditLists(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// One page. A day's entries cost eight queries at once; those of an actor or target are looked
  /// up in an index, which lags behind, and read from the table.
  ///
  /// @param before id of the last entry of the page before
  public Page<AuditEntry> page(AuditQuery query, int limit, Optional<String> before) {
    List<AuditEntry> found = new ArrayList<>();
    String high = before.orElse(query.high());
    boolean more = query.low().compareTo(high) < 0;
    while (more && found.size() <= limit) {
      Part part = part(query, high, limit + 1 - found.size());
      part.items().stream().filter(AuditItems::isInPlace).map(AuditItems::read).forEach(found::add);
      more = part.last().isPresent();
      high = part.last().orElse(high);
    }
    return Page.of(found, limit, AuditEntry::id);
  }

  /// Items that were read.
  ///
  /// @param last the id of the last one, if there may be more after it
  private record Part(List<Map<String, AttributeValue>> items, Optional<String> last) {
    static Part of(List<Map<String, AttributeValue>> items, int wanted) {
      return new Part(
          items, items.size() == wanted ? Optional.of(id(items.getLast())) : Optional.empty());
    }
  }

  private Part part(AuditQuery query, String high, int wanted) {
    if (query.actor().isPresent()) {
      return indexed("gsi1", AuditItems.actor(query.actor().get()), query.low(), high, wanted);
    }
    return query.target().isPresent()
        ? indexed("gsi2", AuditItems.target(query.target().get()), query.low(), high, wanted)
        : ofDay(query, high, wanted);
  }

  private Part ofDay(AuditQuery query, String high, int wanted) {
    LocalDate date = query.date().orElseThrow();
    List<Map<String, AttributeValue>> items =
        Concurrently.map(
                SHARDS,
                shard ->
                    query("", AuditItems.partition(date, shard), query.low(), high, wanted).items())
            .stream()
            .flatMap(List::stream)
            .sorted(newestFirst())
            .limit(wanted)
            .toList();
    return Part.of(items, wanted);
  }

  private Part indexed(String index, String pk, String low, String high, int wanted) {
    List<Map<String, AttributeValue>> keys =
        query(index, pk, low, high, wanted).items().stream()
            .map(item ->
                Item.key(Item.read(item).requiredText("pk"), Item.read(item).requiredText("sk")))
            .toList();
    Part part = Part.of(keys, wanted);
    return new Part(
        Reads.all(client, table, keys).stream().sorted(newestFirst()).toList(), part.last());
  }

  /// The entry at the upper end belongs to the page before: ids are compared below it.
  private QueryResponse query(String index, String pk, String low, String high, int wanted) {
    QueryRequest.Builder query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression(
                "%spk = :pk AND %ssk BETWEEN :low AND :high".formatted(index, index))
            .expressionAttributeValues(
                Map.of(
                    ":pk", Item.text(pk), ":low", Item.text(low), ":high", Item.text(below(high))))
            .scanIndexForward(false)
            .consistentRead(index.isEmpty())
            .limit(wanted);
    return client.query(index.isEmpty() ? query.build() : query.indexName(index).build());
  }

  /// A text below this one and above all ids that are below it: `BETWEEN` includes its ends.
  private static String below(String id) {
    char last = id.charAt(id.length() - 1);
    return id.substring(0, id.length() - 1) + (char) (last - 1) + "~";
  }

  private static Comparator<Map<String, AttributeValue>> newestFirst() {
    return Comparator.comparing(AuditLists::id).reversed();
  }

  private static String id(Map<String, AttributeValue> item) {
    return Item.read(item).requiredText("sk");
  }
}
