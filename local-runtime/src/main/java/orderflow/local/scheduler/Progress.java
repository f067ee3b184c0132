package orderflow.local.scheduler;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How far a schedule has come.
///
/// @param start when it began; `rate` counts from here
/// @param last the last time that has been dealt with
record Progress(Instant start, Instant last) {

  /// A schedule seen for the first time: `rate` is due at once, as there is no StartDate.
  static Progress beginning(Instant now) {
    Instant start = now.truncatedTo(ChronoUnit.SECONDS);
    return new Progress(start, start.minusSeconds(1));
  }

  /// All times up to this one are dealt with.
  Progress upTo(Instant time) {
    return new Progress(start, time);
  }

  /// The clock was moved back: times go on from the new now, and `rate` does not fire at once
  /// again.
  Progress movedBackTo(Instant now) {
    Instant start = now.truncatedTo(ChronoUnit.SECONDS);
    return new Progress(start, start);
  }
}
