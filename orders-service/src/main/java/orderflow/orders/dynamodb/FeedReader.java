package orderflow.orders.dynamodb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import orderflow.kit.concurrent.Concurrently;
import orderflow.orders.domain.FeedPosition;
import orderflow.orders.domain.OrderEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Reads the feed of all events. Each order's events are in one of four lanes, in their order; a
/// lane has no gaps, and an entry that was seen stands before every later one. Between lanes there
/// is no order but, roughly, that of time.
public final class FeedReader {
  private static final Comparator<Lane> BY_TIME =
      Comparator.comparing((Lane lane) -> lane.next().origin().at()).thenComparingInt(Lane::number);

  private final DynamoDbClient client;
  private final String table;
  private final Generations generations;

  public FeedReader(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.generations = new Generations(client, table, random);
  }

  /// A part of the feed.
  ///
  /// @param next where to go on, whether or not there is more by now
  public record Part(List<OrderEvent> events, FeedPosition next) {
    public Part {
      events = List.copyOf(events);
    }
  }

  /// What comes after a position; without one, or with one of views that were built anew since, the
  /// feed from its beginning.
  public Part after(Optional<FeedPosition> position, int limit) {
    ViewKeys keys = generations.current();
    List<Long> from =
        position
            .filter(known -> known.generation() == keys.generation())
            .map(FeedPosition::lanes)
            .orElse(Collections.nCopies(ViewKeys.LANES, 0L));
    List<Lane> lanes =
        Concurrently.map(
            IntStream.range(0, ViewKeys.LANES).boxed().toList(),
            lane -> new Lane(lane, read(keys, lane, from.get(lane), limit), 0));
    return merged(keys.generation(), from, lanes, limit);
  }

  /// What was read of a lane and how many of it are taken.
  private record Lane(int number, List<OrderEvent> events, int taken) {
    boolean hasNext() {
      return taken < events.size();
    }

    OrderEvent next() {
      return events.get(taken);
    }
  }

  private static Part merged(long generation, List<Long> from, List<Lane> lanes, int limit) {
    PriorityQueue<Lane> open = new PriorityQueue<>(BY_TIME);
    lanes.stream().filter(Lane::hasNext).forEach(open::add);
    List<Long> next = new ArrayList<>(from);
    List<OrderEvent> events = new ArrayList<>();
    while (events.size() < limit && !open.isEmpty()) {
      Lane lane = open.remove();
      events.add(lane.next());
      next.set(lane.number(), next.get(lane.number()) + 1);
      Lane rest = new Lane(lane.number(), lane.events(), lane.taken() + 1);
      if (rest.hasNext()) {
        open.add(rest);
      }
    }
    return new Part(events, new FeedPosition(generation, next));
  }

  private List<OrderEvent> read(ViewKeys keys, int lane, long after, int limit) {
    return client
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", Keys.text(keys.lanePartition(lane)),
                        ":first", Keys.text(ViewKeys.position(after + 1)),
                        ":last", Keys.text(ViewKeys.lastPosition())))
                .consistentRead(true)
                .limit(limit))
        .items()
        .stream()
        .map(EventItems::read)
        .toList();
  }
}
