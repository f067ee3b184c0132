package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.concurrent.Concurrently;
import orderflow.model.Money;
import orderflow.orders.domain.Histories;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.domain.OrderLine;
import orderflow.orders.domain.Refund;
import orderflow.orders.domain.Samples;
import orderflow.orders.dynamodb.Images;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Ten thousand changes, each delivered one to four times by two shards at once, shuffled across
/// orders, one in a hundred of them poison, with conflicts and lost answers between.
class StreamStormTest {
  private static final long SEED = 20_261_124;
  private static final int CHANGES = 10_000;
  private static final int POISON = 100;
  private static final int SHARDS = 2;
  private static final int BATCH = 100;
  private static final Instant START = Instant.parse("2026-03-04T00:00:00Z");

  private final Random random = new Random(SEED);

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void after_a_storm_of_deliveries_the_views_are_the_fold_of_the_base_table() {
    AtomicInteger transactions = new AtomicInteger();
    AtomicInteger losses = new AtomicInteger();
    TransactionFaults faults =
        new TransactionFaults(
            _ -> transactions.incrementAndGet() % 50 == 0, _ -> losses.incrementAndGet() % 70 == 0);
    try (StreamMapping stream = new StreamMapping(faults)) {
      List<List<Map<String, AttributeValue>>> histories = histories();
      load(stream.tables(), histories);
      List<List<DynamodbStreamRecord>> shards = shards(histories);

      List<Integer> calls = Concurrently.map(shards, shard -> drain(stream, shard));

      List<Map<String, AttributeValue>> base = TestTables.scan(stream.tables().table());
      List<OrderEvent> events =
          base.stream().filter(item -> !isPoison(item)).map(Images::event).toList();
      assertThat(base).hasSize(CHANGES);
      assertThat(events).hasSize(CHANGES - POISON);
      assertThat(views(stream)).isEqualTo(Fold.of(events).items());
      assertThat(stream.letters().objects().keySet()).isEqualTo(poisonKeys(base));
      assertThat(calls).allSatisfy(count -> assertThat(count).isPositive());
      assertThat(faults.conflicted()).isPositive();
      assertThat(faults.lost()).isPositive();
    }
  }

  /// As Lambda does: the next batch begins behind the one before, or at the lowest failure.
  private static int drain(StreamMapping stream, List<DynamodbStreamRecord> records) {
    int position = 0;
    int calls = 0;
    while (position < records.size()) {
      List<DynamodbStreamRecord> batch =
          records.subList(position, Math.min(records.size(), position + BATCH));
      Set<String> failed = new HashSet<>(stream.deliver(batch));
      position +=
          IntStream.range(0, batch.size())
              .filter(i -> failed.contains(batch.get(i).getDynamodb().getSequenceNumber()))
              .findFirst()
              .orElse(batch.size());
      calls++;
      assertThat(calls).as("a shard that is blocked").isLessThan(2 * records.size() / BATCH + 50);
    }
    return calls;
  }

  private List<List<Map<String, AttributeValue>>> histories() {
    List<List<Map<String, AttributeValue>>> histories = new ArrayList<>();
    int changes = POISON;
    for (int n = 0; n < POISON; n++) {
      Map<String, AttributeValue> item = new HashMap<>(Images.item(placed("ord_poison_" + n)));
      item.remove(List.of("data", "actor", "sequence", "customerId").get(n % 4));
      histories.add(List.of(item));
    }
    for (int n = 0; changes < CHANGES; n++) {
      List<OrderEvent> history = history("ord_" + n);
      List<OrderEvent> fitting = history.subList(0, Math.min(history.size(), CHANGES - changes));
      histories.add(fitting.stream().map(Images::item).toList());
      changes += fitting.size();
    }
    return histories;
  }

  private List<OrderEvent> history(String orderId) {
    OrderEvent placed = placed(orderId);
    Instant later = placed.origin().at().plus(Duration.ofMinutes(random.nextInt(60)));
    OrderEvent paid = Histories.paid(placed, later);
    return switch (random.nextInt(6)) {
      case 0 -> List.of(placed, Histories.expired(placed, later));
      case 1 -> List.of(placed, Histories.cancelled(placed, 2, Money.zero("EUR"), later));
      case 2 -> {
        Money refunded = Histories.total(Histories.lines(placed));
        yield List.of(placed, paid, Histories.cancelled(placed, 3, refunded, later));
      }
      case 3 ->
          List.of(
              placed,
              paid,
              Histories.next(placed, 3, later, new OrderEvent.Other("order.returned", "{}")));
      case 4 -> {
        Refund refund = new Refund(1, new Money(100, "EUR"), List.of(), "damaged", later);
        yield List.of(
            placed, paid, Histories.next(placed, 3, later, new OrderEvent.Refunded(refund, false)));
      }
      default -> List.of(placed, paid);
    };
  }

  private OrderEvent placed(String orderId) {
    OrderLine[] lines =
        IntStream.rangeClosed(0, random.nextInt(2))
            .mapToObj(n -> Samples.line("SKU-" + (random.nextInt(5) * 2 + n), 1 + n, 250))
            .toArray(OrderLine[]::new);
    return Histories.placed(
        orderId,
        "usr_" + random.nextInt(50),
        START.plus(Duration.ofMinutes(random.nextInt(2 * 24 * 60 - 60))),
        lines);
  }

  private static void load(OrderTables tables, List<List<Map<String, AttributeValue>>> histories) {
    List<WriteRequest> puts =
        histories.stream()
            .flatMap(List::stream)
            .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
            .toList();
    for (int from = 0; from < puts.size(); from += 25) {
      List<WriteRequest> part = puts.subList(from, Math.min(puts.size(), from + 25));
      var response =
          tables.client().batchWriteItem(write -> write.requestItems(Map.of(tables.table(), part)));
      assertThat(response.unprocessedItems()).isEmpty();
    }
  }

  /// All events of an order come by one shard and first in their order; then, anywhere later,
  /// again.
  private List<List<DynamodbStreamRecord>> shards(
      List<List<Map<String, AttributeValue>>> histories) {
    List<List<Deque<Map<String, AttributeValue>>>> queues = new ArrayList<>();
    IntStream.range(0, SHARDS).forEach(_ -> queues.add(new ArrayList<>()));
    for (int n = 0; n < histories.size(); n++) {
      Deque<Map<String, AttributeValue>> queue = new ArrayDeque<>(histories.get(n));
      histories
          .get(n)
          .forEach(item -> IntStream.range(0, random.nextInt(4)).forEach(_ -> queue.add(item)));
      queues.get(n % SHARDS).add(queue);
    }
    return queues.stream().map(this::shuffled).toList();
  }

  private List<DynamodbStreamRecord> shuffled(List<Deque<Map<String, AttributeValue>>> queues) {
    List<Integer> turns = new ArrayList<>();
    for (int n = 0; n < queues.size(); n++) {
      turns.addAll(Collections.nCopies(queues.get(n).size(), n));
    }
    Collections.shuffle(turns, random);
    List<DynamodbStreamRecord> records = new ArrayList<>();
    turns.forEach(n -> records.add(Images.inserted(queues.get(n).remove(), records.size() + 1)));
    return records;
  }

  private static boolean isPoison(Map<String, AttributeValue> item) {
    return text(item, "pk").startsWith("ORDER#ord_poison_");
  }

  private static Set<String> poisonKeys(List<Map<String, AttributeValue>> base) {
    Set<String> keys = new HashSet<>();
    base.stream()
        .filter(StreamStormTest::isPoison)
        .forEach(item -> keys.add("quarantine/stream/" + Images.inserted(item, 1).getEventID()));
    return keys;
  }

  /// The views without the order between orders, which the feed does not promise.
  private static Map<String, Object> views(StreamMapping stream) {
    Map<String, Object> views = new TreeMap<>();
    Map<String, TreeMap<String, OrderEvent>> lanes = new HashMap<>();
    for (Map<String, AttributeValue> item : TestTables.scan(stream.tables().views())) {
      String pk = text(item, "pk");
      String sk = text(item, "sk");
      if (pk.startsWith("G1#FEED#") && !sk.equals("HEAD")) {
        lanes.computeIfAbsent(pk, _ -> new TreeMap<>()).put(sk, Images.event(item));
      } else if (pk.startsWith("G1#DAILY#") || pk.startsWith("G1#CUSTOMER#")) {
        String key = pk.startsWith("G1#DAILY#") ? pk.substring(0, pk.lastIndexOf('#')) : pk;
        figures(item).forEach((name, value) -> add(views, key + " " + sk + " " + name, value));
      } else if (sk.equals("HEAD")) {
        views.put(pk + " HEAD", Long.parseLong(Objects.requireNonNull(item.get("position")).n()));
      } else {
        add(views, "markers", 1);
      }
    }
    lanes.forEach((lane, entries) -> {
      int size = entries.size();
      assertThat(entries.firstKey()).isEqualTo("%020d".formatted(1));
      assertThat(entries.lastKey()).isEqualTo("%020d".formatted(size));
      views.put(lane + " ENTRIES", (long) size);
      entries.values().forEach(event -> history(views, event));
    });
    return views;
  }

  @SuppressWarnings("unchecked") // The lists are put in by this method alone.
  private static void history(Map<String, Object> views, OrderEvent event) {
    ((List<OrderEvent>) views.computeIfAbsent(event.orderId(), _ -> new ArrayList<>())).add(event);
  }

  private static void add(Map<String, Object> views, String key, long value) {
    views.merge(key, value, (a, b) -> (long) a + (long) b);
  }

  private static Map<String, Long> figures(Map<String, AttributeValue> item) {
    Map<String, Long> figures = new TreeMap<>();
    item.forEach((name, value) -> {
      if (value.n() != null) {
        figures.put(name, Long.parseLong(value.n()));
      }
    });
    return figures;
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name)).s();
  }

  /// What the views must be, computed from the events in the plainest way.
  private record Fold(Map<String, Object> items) {
    static Fold of(List<OrderEvent> events) {
      Fold fold = new Fold(new TreeMap<>());
      events.stream()
          .sorted(java.util.Comparator.comparingLong(OrderEvent::sequence))
          .forEach(fold::take);
      return fold;
    }

    private void take(OrderEvent event) {
      String lane = "G1#FEED#" + crc(event.orderId()) % 4;
      add(items, "markers", 1);
      add(items, lane + " HEAD", 1);
      add(items, lane + " ENTRIES", 1);
      history(items, event);
      switch (event.data()) {
        case OrderEvent.Placed(var lines, var _, var _) -> {
          total(event, "orders", 1);
          lines.forEach(line -> product(event, line, "units", line.quantity()));
        }
        case OrderEvent.Paid(var payment, var lines) -> {
          total(event, "revenue#EUR", payment.amount().amount());
          lines.forEach(line -> product(event, line, "revenue#EUR", line.total().amount()));
        }
        case OrderEvent.Cancelled(var _, var lines, var refunded) -> {
          total(event, "cancellations", 1);
          if (refunded.amount() > 0) {
            total(event, "refunds#EUR", refunded.amount());
          }
          lines.forEach(line -> product(event, line, "unitsReturned", line.quantity()));
        }
        case OrderEvent.Expired(var lines) -> {
          total(event, "expiries", 1);
          lines.forEach(line -> product(event, line, "unitsReturned", line.quantity()));
        }
        case OrderEvent.Refunded(var refund, var _) ->
            total(event, "refunds#EUR", refund.amount().amount());
        case OrderEvent.Changed _,
            OrderEvent.Shipped _,
            OrderEvent.Delivered _,
            OrderEvent.Other _ -> {}
      }
    }

    private void total(OrderEvent event, String figure, long value) {
      add(items, "G1#DAILY#" + day(event) + " TOTAL " + figure, value);
      add(items, "G1#CUSTOMER#" + event.customerId() + " TOTAL " + figure, value);
    }

    private void product(OrderEvent event, OrderLine line, String figure, long value) {
      add(items, "G1#DAILY#" + day(event) + " SKU#" + line.sku() + " " + figure, value);
    }

    private static String day(OrderEvent event) {
      return event.origin().at().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static long crc(String id) {
      java.util.zip.CRC32 hash = new java.util.zip.CRC32();
      hash.update(id.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return hash.getValue();
    }
  }
}
