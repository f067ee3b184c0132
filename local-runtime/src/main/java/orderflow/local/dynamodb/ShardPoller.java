package orderflow.local.dynamodb;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import orderflow.local.dynamodb.TableStream.Position;

/// Reads one shard and hands its records on, lane by lane.
final class ShardPoller {
  private static final Duration PAUSE = Duration.ofMillis(150);
  private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

  private final Mapping mapping;
  private final Backlog backlog;
  private final ShardProgress progress;
  private final BatchDelivery delivery;
  private final List<Thread> threads = new ArrayList<>();
  private final ReentrantLock reading = new ReentrantLock();
  private Position position;
  private Optional<String> iterator = Optional.empty();
  private volatile boolean ended;

  ShardPoller(Mapping mapping, String shard, Position start, StreamSettings settings) {
    this.mapping = mapping;
    this.backlog = new Backlog(mapping.target().trigger());
    this.progress = new ShardProgress(shard, backlog, mapping.checkpoints());
    this.delivery = new BatchDelivery(mapping.target(), settings, progress);
    this.position = mapping.checkpoints().after(shard).map(Position::after).orElse(start);
  }

  void start() {
    String name = "stream-" + mapping.target().function() + "-" + progress.shard();
    threads.add(Thread.ofVirtual().name(name).start(this::read));
    for (int lane = 0; lane < mapping.target().trigger().parallelizationFactor(); lane++) {
      int number = lane;
      threads.add(Thread.ofVirtual().name(name + "-" + lane).start(() -> work(number)));
    }
  }

  /// Whether the shard is closed and all of it handled: its children may be read.
  boolean isFinished() {
    return ended && backlog.isEmpty();
  }

  /// Whether there is nothing in the shard that is not handled. Looks at once.
  boolean isIdle() throws IOException, InterruptedException {
    int read;
    do {
      read = poll();
    } while (read > 0 && backlog.isEmpty());
    return backlog.isEmpty();
  }

  ShardState state(Instant now) {
    return new ShardState(
        mapping.target().uuid(),
        mapping.target().function(),
        mapping.target().trigger().table(),
        progress.shard(),
        backlog.size(),
        backlog.oldest().map(oldest -> Duration.between(oldest, now)).orElse(Duration.ZERO),
        progress.discarded(),
        progress.blocked());
  }

  /// Ends without waiting for a batch under way.
  void stop() {
    threads.forEach(Thread::interrupt);
  }

  void awaitStop() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(PAUSE_AFTER_ERROR);
    }
  }

  private void work(int lane) {
    try {
      while (true) {
        delivery.deliver(backlog.take(lane));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try {
      while (!isFinished()) {
        Thread.sleep(readOnce());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration readOnce() throws InterruptedException {
    try {
      boolean more = poll() > 0;
      progress.unblock();
      return more ? Duration.ZERO : PAUSE;
    } catch (IOException e) {
      progress.block("the stream cannot be read: " + e.getMessage() + "; read again in 1 s");
      return PAUSE_AFTER_ERROR;
    }
  }

  /// One call for records, the filter and the hand-over.
  ///
  /// @return how many records came
  private int poll() throws IOException, InterruptedException {
    reading.lockInterruptibly();
    try {
      if (ended || !backlog.hasRoom()) {
        return 0;
      }
      TableStream.Page page = next();
      List<StreamRecord> records = page.records().stream().map(mapping.records()::read).toList();
      backlog.add(records, mapping.filter()::accepts).ifPresent(progress::save);
      if (!records.isEmpty()) {
        position = Position.after(records.getLast().sequence());
      }
      iterator = page.next();
      ended = iterator.isEmpty();
      return records.size();
    } finally {
      reading.unlock();
    }
  }

  private TableStream.Page next() throws IOException, InterruptedException {
    try {
      if (iterator.isEmpty()) {
        iterator = Optional.of(iterator());
      }
      return mapping.stream().read(iterator.get());
    } catch (StoreRefusal e) {
      iterator = Optional.empty();
      if (e.type().equals("TrimmedDataAccessException")) {
        position = Position.OLDEST;
      }
      throw e;
    }
  }

  /// A checkpoint that the stream does not have any more begins with the oldest record.
  private String iterator() throws IOException, InterruptedException {
    try {
      return mapping.stream().iterator(progress.shard(), position);
    } catch (StoreRefusal e) {
      if (position.sequence().isEmpty()) {
        throw e;
      }
      return mapping.stream().iterator(progress.shard(), Position.OLDEST);
    }
  }
}
