package orderflow.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import orderflow.local.template.Table;

/// Deletes expired items by the platform's clock, because DynamoDB Local never does (DynamoDB
/// Developer Guide, "Using time to live": an item expires when its attribute, a number of epoch
/// seconds, is past and not more than five years old).
///
/// AWS takes up to two days for it; code has to look at the attribute itself all the same.
public final class TtlSweep implements AutoCloseable {
  private static final Duration SHORTEST_REST = Duration.ofSeconds(30);
  private static final int REST_PER_WORK = 20;

  /// Of a page. Without a limit DynamoDB Local reads the rest of the table into its heap for each
  /// page.
  private static final int PAGE = 1_000;

  private static final Duration OLDEST = Duration.ofDays(5 * 365);

  private final StoreApi api;
  private final List<Table> tables;
  private final InstantSource clock;
  private final Expirations expirations;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ttl-sweep").factory());

  /// Sweeps until it is closed, and when [#sweepSoon] is called. Between two sweeps it rests for
  /// half a minute and for twenty times as long as the last one took, so that a table of a hundred
  /// thousand items is not read all the time.
  ///
  /// @param upstream DynamoDB Local itself
  /// @param expirations is told of each item before it goes
  public TtlSweep(
      URI upstream, Collection<Table> tables, InstantSource clock, Expirations expirations) {
    this.api = new StoreApi(upstream);
    this.tables = tables.stream().filter(table -> table.ttlAttribute().isPresent()).toList();
    this.clock = clock;
    this.expirations = expirations;
    restFor(SHORTEST_REST);
  }

  private void restFor(Duration rest) {
    var _ = timer.schedule(this::sweepAndRest, rest.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sweepAndRest() {
    long start = System.nanoTime();
    sweepQuietly();
    restFor(rest(Duration.ofNanos(System.nanoTime() - start)));
  }

  /// How long to rest after a sweep.
  static Duration rest(Duration work) {
    Duration rest = work.multipliedBy(REST_PER_WORK);
    return rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest;
  }

  /// For a clock that was moved.
  public void sweepSoon() {
    timer.execute(this::sweepQuietly);
  }

  /// Sweeps now and waits for the end.
  ///
  /// @return how many items went
  public int sweep() throws IOException, InterruptedException {
    int deleted = 0;
    for (Table table : tables) {
      deleted += sweep(table, table.ttlAttribute().orElseThrow(), clock.instant());
    }
    return deleted;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    api.close();
  }

  private void sweepQuietly() {
    try {
      sweep();
    } catch (IOException e) {
      // The store is stopping or busy; the next sweep is in half a minute.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int sweep(Table table, String attribute, Instant now)
      throws IOException, InterruptedException {
    ObjectNode scan = expired(table, attribute, now);
    int deleted = 0;
    Optional<ObjectNode> last;
    do {
      JsonNode page = api.table("Scan", scan);
      List<ObjectNode> items = new ArrayList<>();
      page.path("Items").forEach(item -> items.add((ObjectNode) item));
      for (ObjectNode item : items) {
        deleted += delete(table, attribute, item);
      }
      last =
          Optional.of(page.path("LastEvaluatedKey"))
              .filter(ObjectNode.class::isInstance)
              .map(ObjectNode.class::cast);
      last.ifPresent(key -> scan.set("ExclusiveStartKey", key));
    } while (last.isPresent());
    return deleted;
  }

  private static ObjectNode expired(Table table, String attribute, Instant now) {
    ObjectNode scan =
        StoreApi.JSON.createObjectNode().put("TableName", table.name()).put("Limit", PAGE);
    scan.put("FilterExpression", "attribute_type(#t, :n) AND #t BETWEEN :oldest AND :now");
    scan.putObject("ExpressionAttributeNames").put("#t", attribute);
    ObjectNode values = scan.putObject("ExpressionAttributeValues");
    values.putObject(":n").put("S", "N");
    values.putObject(":oldest").put("N", Long.toString(now.minus(OLDEST).getEpochSecond()));
    values.putObject(":now").put("N", Long.toString(now.getEpochSecond()));
    return scan;
  }

  /// An item that was changed since the scan may not be expired any more.
  private int delete(Table table, String attribute, ObjectNode item)
      throws IOException, InterruptedException {
    ObjectNode keys = StoreApi.JSON.createObjectNode();
    String partitionKey = table.keys().partitionKey();
    keys.set(partitionKey, item.path(partitionKey));
    table.keys().sortKey().ifPresent(name -> keys.set(name, item.path(name)));
    ObjectNode delete = StoreApi.JSON.createObjectNode().put("TableName", table.name());
    delete.set("Key", keys);
    delete.put("ConditionExpression", "#t = :t");
    delete.putObject("ExpressionAttributeNames").put("#t", attribute);
    delete.putObject("ExpressionAttributeValues").set(":t", item.path(attribute));
    expirations.add(table.name(), keys, item);
    try {
      api.table("DeleteItem", delete);
      return 1;
    } catch (StoreRefusal changed) {
      if (changed.type().equals("ConditionalCheckFailedException")) {
        return 0;
      }
      throw changed;
    }
  }
}
