package orderflow.kit.time;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Until when an invocation may work. The answer needs time too, so the deadline is 500 ms before
/// Lambda would kill the process.
public final class Deadline {
  /// What is kept back to answer, log and let a blocked call return.
  public static final Duration RESERVE = Duration.ofMillis(500);

  private final Instant end;
  private final InstantSource clock;

  private Deadline(Instant end, InstantSource clock) {
    this.end = end;
    this.clock = clock;
  }

  /// The deadline of this invocation: what Lambda says remains, less the reserve.
  public static Deadline of(Context context, InstantSource clock) {
    Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
    return new Deadline(clock.instant().plus(remaining).minus(RESERVE), clock);
  }

  public static Deadline at(Instant end, InstantSource clock) {
    return new Deadline(end, clock);
  }

  /// This deadline, or an earlier one for work that is not worth more time.
  public Deadline within(Duration patience) {
    Instant earlier = clock.instant().plus(patience);
    return earlier.isBefore(end) ? new Deadline(earlier, clock) : this;
  }

  /// What is left, never negative.
  public Duration remaining() {
    Duration left = Duration.between(clock.instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// Whether at least this much is left.
  public boolean allows(Duration work) {
    return remaining().compareTo(work) >= 0;
  }

  public Instant end() {
    return end;
  }
}
