package orderflow.local.s3;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Numbers that grow with each event, over restarts too: microseconds since 1970, or one more than
/// the last.
final class Sequencer {
  private final InstantSource clock;
  private final AtomicLong last = new AtomicLong();

  Sequencer(InstantSource clock) {
    this.clock = clock;
  }

  String next() {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    return "%018X".formatted(last.accumulateAndGet(now, (before, at) -> Math.max(before + 1, at)));
  }
}
