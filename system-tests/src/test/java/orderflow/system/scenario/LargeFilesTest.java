package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Files of many rows. On a platform of its own: they would fill the catalogue of the others.
///
/// The full size, fifty thousand rows, takes many minutes because DynamoDB Local carries out one
/// transaction after the other: `-Dorderflow.largeFileRows=50000`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeFilesTest {
  private static final int ROWS = Integer.getInteger("orderflow.largeFileRows", 5_000);
  private static final int SMALL = ROWS / 10;
  private static final long MOST_MEGABYTES_MORE = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(300 + ROWS / 10);
  private static final Duration SAMPLE = Duration.ofMillis(200);

  private final Shop shop = Shop.open();
  private final Importer importer =
      new Importer(new Persistent(shop.anyone(), "staff@example.com"));

  @AfterAll
  void close() {
    shop.close();
  }

  @Test
  void a_large_file_of_products_adds_up_in_flat_memory_and_is_not_taken_twice() {
    LargeFile small = LargeFile.products("A-", SMALL);
    LargeFile large = LargeFile.products("B-", ROWS);

    Taken first = take(small);
    Taken second = take(large);
    long writes = writes();
    JsonNode again = importer.ended(importer.send(large.kind(), large.text()), PATIENCE);

    addsUp(first, small);
    addsUp(second, large);
    assertThat(second.megabytes() - first.megabytes()).isLessThanOrEqualTo(MOST_MEGABYTES_MORE);
    isDuplicate(again, second);
    assertThat(writes()).isEqualTo(writes);
  }

  @Test
  void a_large_file_of_orders_adds_up_and_is_not_taken_twice() {
    LargeFile products = LargeFile.products("C-", SMALL);
    LargeFile orders = LargeFile.orders("C-", "C-", SMALL, ROWS);

    addsUp(take(products), products);
    Taken taken = take(orders);
    long writes = writes();
    JsonNode again = importer.ended(importer.send(orders.kind(), orders.text()), PATIENCE);

    addsUp(taken, orders);
    isDuplicate(again, taken);
    assertThat(writes()).isEqualTo(writes);
  }

  /// An import that is over.
  ///
  /// @param megabytes the most resident memory that its function had meanwhile
  private record Taken(JsonNode file, long megabytes) {}

  private Taken take(LargeFile file) {
    Queue<Long> megabytes = new ConcurrentLinkedQueue<>();
    long start = System.nanoTime();
    String id = importer.send(file.kind(), file.text());
    Thread sampler = Thread.ofVirtual().start(() -> sample(megabytes));
    JsonNode ended;
    try {
      ended = importer.ended(id, PATIENCE);
    } finally {
      sampler.interrupt();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Long> sizes = megabytes.stream().filter(size -> size > 0).toList();
    System.out.println(
        "%d rows of %s: %.1f s, %.0f rows/s, MiB at start, middle, end: %d, %d, %d"
            .formatted(
                file.rows(),
                file.kind(),
                seconds,
                file.rows() / seconds,
                sizes.getFirst(),
                sizes.get(sizes.size() / 2),
                sizes.getLast()));
    return new Taken(ended, Collections.max(sizes));
  }

  private void sample(Queue<Long> megabytes) {
    while (!Thread.currentThread().isInterrupted()) {
      megabytes.add(Processes.residentMegabytes(shop.name("ImportFileFunction")));
      Patience.pause(SAMPLE);
    }
  }

  private void addsUp(Taken taken, LargeFile file) {
    assertThat(taken.file().path("status").asText()).isEqualTo("succeeded_with_errors");
    assertThat(Importer.counts(taken.file()))
        .isEqualTo(
            "total=%d created=%d failed=%d"
                .formatted(file.rows(), file.rows() - file.badRows(), file.badRows()));
    assertThat(taken.megabytes()).isPositive();
    List<String> faults =
        importer.faults(taken.file().path("id").asText()).stream()
            .map(fault -> fault.path("row").asLong() + " " + fault.path("code").asText())
            .toList();
    assertThat(faults).isEqualTo(file.faults());
  }

  private static void isDuplicate(JsonNode again, Taken taken) {
    long rows = taken.file().at("/counts/total").asLong();
    assertThat(Importer.counts(again)).isEqualTo("total=%d duplicate=%d".formatted(rows, rows));
    assertThat(again.path("duplicateOf")).isEqualTo(taken.file().path("id"));
  }

  /// Calls of the function that writes for imports which may have written.
  private long writes() {
    String commands = shop.name("OrderCommandsFunction");
    return Stream.of("TransactWriteItems", "PutItem", "UpdateItem", "BatchWriteItem")
        .mapToLong(operation -> shop.platform().storeFaults().count(commands, operation))
        .sum();
  }
}
