package orderflow.orders.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.PartialBatch;
import orderflow.orders.domain.Counters;
import orderflow.orders.domain.ViewBuilds;
import orderflow.orders.domain.ViewDifference;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Goes through the whole views table, part by part, to compare two builds or to remove old ones.
public final class ViewScan {
  private static final int PART = 500;
  private static final int DELETES = 25;

  /// How often figures that differ are read again: events on their way are in one build first.
  private static final int LOOKS = 3;

  private final DynamoDbClient client;
  private final String table;
  private final Reads reads;
  private final RandomGenerator random;

  public ViewScan(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.reads = new Reads(client, table, random);
    this.random = random;
  }

  /// What a part of the table said of two builds.
  ///
  /// @param events how many events of this part the current build has
  /// @param nextEvents how many events of this part the next build has
  public record Compared(
      long events,
      long nextEvents,
      List<ViewDifference> differences,
      Optional<LedgerReader.Position> next) {
    public Compared {
      differences = List.copyOf(differences);
    }
  }

  /// Compares the builds as far as the next five hundred items tell.
  public Compared compare(long current, long next, Optional<LedgerReader.Position> after) {
    ScanResponse part = scan(after);
    long events = 0;
    long nextEvents = 0;
    List<ViewDifference> differences = new ArrayList<>();
    for (Map<String, AttributeValue> attributes : part.items()) {
      Item item = new Item(attributes);
      String pk = item.text("pk");
      if (isMarker(pk, current)) {
        events++;
      } else if (isMarker(pk, next)) {
        nextEvents++;
      } else if (isFigures(pk)) {
        difference(pk, item.text("sk"), current, next).ifPresent(differences::add);
      }
    }
    return new Compared(events, nextEvents, differences, nextOf(part));
  }

  /// Figures of the current build are compared with those of the next; of the next one only those
  /// that the current has not.
  private Optional<ViewDifference> difference(String pk, String sk, long current, long next) {
    boolean isCurrent = pk.startsWith(prefix(current));
    if (!isCurrent && !pk.startsWith(prefix(next))) {
      return Optional.empty();
    }
    String view = pk.substring(pk.indexOf('#') + 1);
    Counters mine = Counters.none();
    Counters other = Counters.none();
    for (int look = 0; look < LOOKS; look++) {
      Map<String, AttributeValue> first = reads.get(Keys.key(prefix(current) + view, sk));
      mine = ViewFigures.counters(first);
      other = ViewFigures.counters(reads.get(Keys.key(prefix(next) + view, sk)));
      if (mine.equals(other) || (!isCurrent && !first.isEmpty())) {
        return Optional.empty();
      }
    }
    return Optional.of(new ViewDifference(view + "/" + sk, mine, other));
  }

  /// What a part of the table had to lose.
  public record Dropped(long items, Optional<LedgerReader.Position> next) {}

  /// Removes what belongs to no build that there is, among the next five hundred items.
  public Dropped drop(ViewBuilds builds, Optional<LedgerReader.Position> after) {
    ScanResponse part = scan(after);
    Set<String> kept =
        builds
            .next()
            .map(next -> Set.of(prefix(builds.current()), prefix(next.generation())))
            .orElse(Set.of(prefix(builds.current())));
    List<WriteRequest> deletes =
        part.items().stream()
            .filter(item -> isOld(new Item(item).text("pk"), kept))
            .map(item ->
                WriteRequest.builder()
                    .deleteRequest(delete -> delete.key(Reads.keyOf(item)))
                    .build())
            .toList();
    for (int from = 0; from < deletes.size(); from += DELETES) {
      delete(deletes.subList(from, Math.min(deletes.size(), from + DELETES)));
    }
    return new Dropped(deletes.size(), nextOf(part));
  }

  private void delete(List<WriteRequest> deletes) {
    Map<String, List<WriteRequest>> open = Map.of(table, deletes);
    PartialBatch pauses = PartialBatch.of(random);
    while (!open.isEmpty()) {
      Map<String, List<WriteRequest>> asked = open;
      open = client.batchWriteItem(write -> write.requestItems(asked)).unprocessedItems();
      if (!open.isEmpty()) {
        pauses.pause(open.getOrDefault(table, List.of()).size() < deletes.size());
      }
    }
  }

  private ScanResponse scan(Optional<LedgerReader.Position> after) {
    ScanRequest.Builder request =
        ScanRequest.builder().tableName(table).consistentRead(true).limit(PART);
    after.ifPresent(key -> request.exclusiveStartKey(Keys.key(key.pk(), key.sk())));
    return client.scan(request.build());
  }

  private static Optional<LedgerReader.Position> nextOf(ScanResponse part) {
    return Optional.of(part.lastEvaluatedKey())
        .filter(key -> !key.isEmpty())
        .map(Item::new)
        .map(key -> new LedgerReader.Position(key.text("pk"), key.text("sk")));
  }

  private static String prefix(long generation) {
    return new ViewKeys(generation).prefix();
  }

  private static boolean isMarker(String pk, long generation) {
    return pk.startsWith(prefix(generation) + "EVENT#");
  }

  private static boolean isFigures(String pk) {
    String view = pk.substring(pk.indexOf('#') + 1);
    return view.startsWith("DAILY#") || view.startsWith("CUSTOMER#");
  }

  private static boolean isOld(String pk, Set<String> kept) {
    return pk.matches("G[0-9]+#.*") && kept.stream().noneMatch(pk::startsWith);
  }
}
