package orderflow.local.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// The figures of Lambda's REPORT line.
///
/// @param function the function's name
/// @param requestId the invocation's id
/// @param at when the event was handed over
/// @param duration from there to the answer
/// @param initDuration start of the process to its first request for an event, or zero in a warm
///   process
/// @param memoryMegabytes the configured size
/// @param usedMegabytes the process's highest resident size so far, or 0 where the system does not
///   tell
/// @param failed whether the function failed
public record InvocationReport(
    String function,
    String requestId,
    Instant at,
    Duration duration,
    Duration initDuration,
    int memoryMegabytes,
    int usedMegabytes,
    boolean failed) {

  /// Whether the invocation started a process.
  public boolean cold() {
    return !initDuration.isZero();
  }

  String line() {
    String line =
        "REPORT RequestId: %s\tDuration: %s ms\tBilled Duration: %d ms\tMemory Size: %d MB\tMax Memory Used: %d MB"
            .formatted(requestId, milliseconds(duration), billed(), memoryMegabytes, usedMegabytes);
    return cold() ? line + "\tInit Duration: " + milliseconds(initDuration) + " ms" : line;
  }

  private long billed() {
    return duration.plus(initDuration).plusNanos(999_999).toMillis();
  }

  private static String milliseconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f", duration.toNanos() / 1e6);
  }
}
