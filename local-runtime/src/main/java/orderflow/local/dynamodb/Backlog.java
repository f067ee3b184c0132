package orderflow.local.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import orderflow.local.template.StreamTrigger;

/// What was read from a shard and is not handled yet, in lanes: records of one partition key are
/// all in one lane, and a lane is worked off in order.
final class Backlog {
  private static final int READ_AHEAD = 2000;
  // Leaves room for {"Records":[…]} below Lambda's 6 MB.
  private static final int BATCH_BYTES = 6 * 1024 * 1024 - 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<Deque<StreamRecord>> lanes;
  private final Map<String, Instant> open = new LinkedHashMap<>();
  private final Set<String> done = new HashSet<>();
  private final int batchSize;
  private final Duration window;

  Backlog(StreamTrigger trigger) {
    this.batchSize = trigger.batchSize();
    this.window = trigger.batchingWindow();
    this.lanes =
        IntStream.range(0, trigger.parallelizationFactor())
            .<Deque<StreamRecord>>mapToObj(lane -> new ArrayDeque<>())
            .toList();
  }

  boolean hasRoom() {
    return locked(() -> open.size() < Math.max(READ_AHEAD, 2 * batchSize * lanes.size()));
  }

  boolean isEmpty() {
    return locked(open::isEmpty);
  }

  int size() {
    return locked(open::size);
  }

  /// When the oldest record came that is not handled.
  Optional<Instant> oldest() {
    return locked(() -> open.values().stream().findFirst());
  }

  /// Takes a page; records that the filter rejects count as handled.
  ///
  /// @return the new checkpoint, if it moved
  Optional<String> add(List<StreamRecord> page, Predicate<StreamRecord> filter) {
    return locked(() -> {
      for (StreamRecord read : page) {
        open.put(read.sequence(), read.arrived());
        if (filter.test(read)) {
          lanes.get(Math.floorMod(read.partition().hashCode(), lanes.size())).add(read);
        } else {
          done.add(read.sequence());
        }
      }
      grown.signalAll();
      return advance();
    });
  }

  /// Waits for a lane's next batch: full, or as large as it got within the batching window.
  List<StreamRecord> take(int lane) throws InterruptedException {
    Deque<StreamRecord> waiting = lanes.get(lane);
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty()) {
        grown.await();
      }
      long left = window.toNanos();
      while (left > 0 && !isFull(waiting)) {
        left = grown.awaitNanos(left);
      }
      return batch(waiting);
    } finally {
      lock.unlock();
    }
  }

  /// Marks records as handled.
  ///
  /// @return the new checkpoint, if it moved: all records up to it are handled
  Optional<String> handled(Collection<StreamRecord> records) {
    return locked(() -> {
      records.forEach(handled -> done.add(handled.sequence()));
      return advance();
    });
  }

  private Optional<String> advance() {
    Optional<String> checkpoint = Optional.empty();
    Iterator<String> sequences = open.keySet().iterator();
    while (sequences.hasNext()) {
      String next = sequences.next();
      if (!done.remove(next)) {
        return checkpoint;
      }
      sequences.remove();
      checkpoint = Optional.of(next);
    }
    return checkpoint;
  }

  private boolean isFull(Deque<StreamRecord> waiting) {
    return waiting.size() >= batchSize
        || waiting.stream().mapToLong(StreamRecord::bytes).sum() >= BATCH_BYTES;
  }

  /// At least one record, however large.
  private List<StreamRecord> batch(Deque<StreamRecord> waiting) {
    List<StreamRecord> batch = new ArrayList<>();
    long bytes = 0;
    do {
      StreamRecord next = waiting.remove();
      bytes += next.bytes() + 1;
      batch.add(next);
    } while (!waiting.isEmpty()
        && batch.size() < batchSize
        && bytes + waiting.element().bytes() <= BATCH_BYTES);
    return batch;
  }

  private <T> T locked(java.util.function.Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
