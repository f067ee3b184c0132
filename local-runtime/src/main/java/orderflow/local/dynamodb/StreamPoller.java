package orderflow.local.dynamodb;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderflow.local.dynamodb.TableStream.Position;
import orderflow.local.dynamodb.TableStream.Shard;
import orderflow.local.template.StreamTrigger.StartingPosition;

/// Works off the shards of one mapping. A shard waits until the one it goes on from is done.
final class StreamPoller {
  private static final int LOOK_FOR_SHARDS = 10;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Mapping mapping;
  private final StreamSettings settings;
  private final Map<String, ShardPoller> shards = new LinkedHashMap<>();
  private final Set<String> finished = new HashSet<>();
  private final Thread finder;
  private boolean looked;

  StreamPoller(Mapping mapping, StreamSettings settings) throws IOException, InterruptedException {
    this.mapping = mapping;
    this.settings = settings;
    look();
    this.finder =
        Thread.ofVirtual().name("shards-" + mapping.target().function()).start(this::keepLooking);
  }

  boolean isIdle() throws IOException, InterruptedException {
    look();
    for (ShardPoller shard : shards()) {
      if (!shard.isIdle()) {
        return false;
      }
    }
    return shards().stream().noneMatch(ShardPoller::isFinished);
  }

  List<ShardState> states(Instant now) {
    return shards().stream().map(shard -> shard.state(now)).toList();
  }

  void stop() throws InterruptedException {
    finder.interrupt();
    finder.join(SECOND);
    shards().forEach(ShardPoller::stop);
    for (ShardPoller shard : shards()) {
      shard.awaitStop();
    }
  }

  private synchronized Collection<ShardPoller> shards() {
    return List.copyOf(shards.values());
  }

  private void keepLooking() {
    try {
      for (int seconds = 1; true; seconds++) {
        Thread.sleep(SECOND);
        if (seconds % LOOK_FOR_SHARDS == 0 || shards().stream().anyMatch(ShardPoller::isFinished)) {
          lookQuietly();
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookQuietly() throws InterruptedException {
    try {
      look();
    } catch (IOException e) {
      // The shards' own readers meet the same error and show it; the next look is in 10 s.
    }
  }

  private void look() throws IOException, InterruptedException {
    List<Shard> there = mapping.stream().shards();
    begin(there);
  }

  private synchronized void begin(List<Shard> there) {
    shards.forEach((id, shard) -> {
      if (shard.isFinished()) {
        finished.add(id);
        shard.stop();
      }
    });
    shards.keySet().removeAll(finished);
    Set<String> known = new HashSet<>(there.stream().map(Shard::id).toList());
    for (Shard shard : there) {
      boolean isNew = !shards.containsKey(shard.id()) && !finished.contains(shard.id());
      boolean waits =
          shard.parent().filter(known::contains).isPresent()
              && !finished.contains(shard.parent().orElseThrow());
      if (isNew && !waits) {
        begin(shard);
      }
    }
    looked = true;
  }

  private void begin(Shard shard) {
    boolean latest =
        !looked && mapping.target().trigger().startingPosition() == StartingPosition.LATEST;
    Position start = latest ? Position.LATEST : Position.OLDEST;
    ShardPoller poller = new ShardPoller(mapping, shard.id(), start, settings);
    shards.put(shard.id(), poller);
    poller.start();
  }
}
