package orderflow.local.dynamodb;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps the checkpoint of one shard and what holds it up.
final class ShardProgress {
  private final String shard;
  private final Backlog backlog;
  private final Checkpoints checkpoints;
  private final AtomicLong discarded = new AtomicLong();
  private final ConcurrentHashMap<Thread, String> blocked = new ConcurrentHashMap<>();

  ShardProgress(String shard, Backlog backlog, Checkpoints checkpoints) {
    this.shard = shard;
    this.backlog = backlog;
    this.checkpoints = checkpoints;
  }

  String shard() {
    return shard;
  }

  long discarded() {
    return discarded.get();
  }

  Optional<String> blocked() {
    return blocked.values().stream().findFirst();
  }

  /// The calling lane does not go on.
  void block(String reason) {
    blocked.put(Thread.currentThread(), reason);
  }

  void unblock() {
    blocked.remove(Thread.currentThread());
  }

  void handled(List<StreamRecord> records) {
    backlog.handled(records).ifPresent(this::save);
  }

  void discarded(List<StreamRecord> records) {
    discarded.addAndGet(records.size());
    handled(records);
  }

  /// A checkpoint that is not written costs a second delivery after the next start and no record.
  void save(String sequence) {
    try {
      checkpoints.put(shard, sequence);
    } catch (IOException e) {
      block("the checkpoint cannot be written: " + e.getMessage());
    }
  }
}
