package orderflow.local.lambda;

import java.time.Duration;
import java.util.List;

/// How long to wait before an event is tried again.
///
/// @param delays before the first retry, the second and so on; the last one holds for all later
///   retries
public record RetryDelays(List<Duration> delays) {

  /// For work at the desk: 1 s, then 2 s.
  public static final RetryDelays SHORT =
      new RetryDelays(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)));

  /// As Lambda waits after a function error of an asynchronous invocation (Developer Guide, "Error
  /// handling for asynchronous invocation").
  public static final RetryDelays AWS =
      new RetryDelays(List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)));

  public RetryDelays {
    if (delays.isEmpty()) {
      throw new IllegalArgumentException("found no delay, expected one or more");
    }
    delays = List.copyOf(delays);
  }

  /// The delay before a retry.
  ///
  /// @param retry 1 for the first
  public Duration before(int retry) {
    return delays.get(Math.min(retry, delays.size()) - 1);
  }

  /// The delay after throttles or failures of the platform, in which the function saw no event:
  /// from one second doubled up to two and a half times the last delay, with [#AWS] 5 minutes (the
  /// same page: "from 1 second after the first attempt to a maximum of 5 minutes").
  ///
  /// @param times how many in a row, at least one
  public Duration backoff(int times) {
    Duration longest = delays.getLast().multipliedBy(5).dividedBy(2);
    Duration wait = Duration.ofSeconds(1);
    for (int i = 1; i < times && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
