package orderflow.orders.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.Contribution;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.domain.ViewBuilds;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Takes events into the views, each once however often it is delivered. Every event is one
/// transaction of its marker, its place in the feed and its figures: all of them or none.
///
/// Events of one lane of the feed are written one after another, whoever writes them: each moves
/// the lane's head on by one, on the condition that nobody else did.
public final class ViewStore {
  private static final int TRIES = 32;
  private static final long FIRST_WAIT_MILLIS = 12;
  private static final long LONGEST_WAIT_MILLIS = 400;
  private static final Duration SHORTEST_TRY = Duration.ofMillis(100);
  private static final int MOST_PRODUCTS = Transactions.MAX_ACTIONS - ViewActions.FIXED;
  private static final Set<String> FINAL =
      Set.of("ValidationError", "ItemCollectionSizeLimitExceeded");

  private final Reads reads;
  private final ViewActions actions;
  private final Transactions transactions;
  private final Generations generations;
  private final RandomGenerator random;

  /// Where the lanes' heads were last seen, by key: a guess that saves a read an event and that the
  /// condition corrects when it is wrong.
  private final Map<Map<String, AttributeValue>, Long> heads = new ConcurrentHashMap<>();

  public ViewStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.reads = new Reads(client, table, random);
    this.actions = new ViewActions(table);
    this.transactions = new Transactions(client, random);
    this.generations = new Generations(client, table, random);
    this.random = random;
  }

  /// What one batch is to know before its events are applied.
  ///
  /// @param generation which build of the views to write
  /// @param next the build that is being made beside it
  /// @param known the events of the batch that were in the views before it
  public record Start(long generation, Optional<Long> next, Set<OrderEvent> known) {
    public Start {
      known = Set.copyOf(known);
    }
  }

  /// Reads the markers of a batch at once: after a partial failure most of a batch comes again.
  ///
  /// @throws SdkException when DynamoDB cannot be reached within the SDK's tries
  public Start start(List<OrderEvent> events) {
    ViewBuilds builds = generations.builds();
    return new Start(
        builds.current(),
        builds.next().map(ViewBuilds.Next::generation),
        known(builds.current(), events));
  }

  /// Those of the events that a build has.
  public Set<OrderEvent> known(long generation, List<OrderEvent> events) {
    ViewKeys keys = new ViewKeys(generation);
    var markers =
        reads.getAll(events.stream().map(event -> marker(keys, event)).distinct().toList());
    return events.stream()
        .filter(event -> markers.containsKey(marker(keys, event)))
        .collect(Collectors.toSet());
  }

  /// Takes an event into a build that is being made, if the build has the one before it: else the
  /// build has not come to this order yet, and will find the event in its history. Before it is the
  /// last one that the current build has: what no code could read is in neither.
  public ViewCommit follow(Start start, long next, OrderEvent event, Deadline deadline) {
    for (long sequence = event.sequence() - 1; sequence > 0; sequence--) {
      if (isIn(next, event.orderId(), sequence)) {
        return apply(next, event, deadline);
      }
      if (isIn(start.generation(), event.orderId(), sequence)) {
        return new ViewCommit.Known();
      }
    }
    return apply(next, event, deadline);
  }

  private boolean isIn(long generation, String orderId, long sequence) {
    return !reads.get(new ViewKeys(generation).marker(orderId, sequence)).isEmpty();
  }

  /// Takes one event into every view. Losing the race for the lane's head is tried again with the
  /// new head until the deadline.
  ///
  /// @throws SdkException when it is not known whether it was written: it is safe to try again
  public ViewCommit apply(long generation, OrderEvent event, Deadline deadline) {
    Contribution contribution = Contribution.of(event);
    if (contribution.products().size() > MOST_PRODUCTS) {
      return new ViewCommit.Refused(
          "the event is about %d products, at most %d fit into one transaction"
              .formatted(contribution.products().size(), MOST_PRODUCTS));
    }
    try {
      return apply(new ViewKeys(generation), event, contribution, deadline);
    } catch (DynamoDbException e) {
      if (isFinal(e)) {
        return new ViewCommit.Refused("the views table refuses the event as malformed");
      }
      throw e;
    }
  }

  private ViewCommit apply(
      ViewKeys keys, OrderEvent event, Contribution contribution, Deadline deadline) {
    Map<String, AttributeValue> lane = keys.head(ViewKeys.lane(event.orderId()));
    for (int attempt = 1; attempt <= TRIES && deadline.allows(SHORTEST_TRY); attempt++) {
      long head = heads.computeIfAbsent(lane, key -> position(reads.get(key)));
      switch (transactions.write(actions.of(keys, event, contribution, head), deadline)) {
        case Transactions.Committed _ -> {
          heads.put(lane, head + 1);
          return new ViewCommit.Applied();
        }
        case Transactions.Busy _ -> {
          return new ViewCommit.Busy();
        }
        case Transactions.Failed(var items) when items.containsKey(ViewActions.MARKER) -> {
          return new ViewCommit.Known();
        }
        case Transactions.Failed(var items) when items.containsKey(ViewActions.HEAD) ->
            heads.put(lane, position(items.getOrDefault(ViewActions.HEAD, Map.of())));
        case Transactions.Failed _ ->
            throw new IllegalStateException(
                "the feed has an entry beyond its head: " + lane + " at " + (head + 1));
      }
      pause(attempt);
    }
    return new ViewCommit.Busy();
  }

  private static Map<String, AttributeValue> marker(ViewKeys keys, OrderEvent event) {
    return keys.marker(event.orderId(), event.sequence());
  }

  private static long position(Map<String, AttributeValue> head) {
    return head.isEmpty() ? 0 : new Item(head).number("position");
  }

  private static boolean isFinal(DynamoDbException e) {
    if (e instanceof TransactionCanceledException cancelled) {
      return cancelled.cancellationReasons().stream()
          .map(CancellationReason::code)
          .anyMatch(code -> code != null && FINAL.contains(code));
    }
    return Optional.ofNullable(e.awsErrorDetails())
        .map(details -> "ValidationException".equals(details.errorCode()))
        .orElse(false);
  }

  /// Full jitter: anything from nothing to the bound, which doubles.
  private void pause(int attempt) {
    long bound = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(attempt, 6));
    LockSupport.parkNanos(Duration.ofMillis(random.nextLong(bound + 1)).toNanos());
  }
}
