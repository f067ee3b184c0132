package orderflow.benchmarks;

import java.util.Arrays;
import java.util.List;

/// Measured times, in nanoseconds.
final class Durations {
  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] sorted;

  private Durations(long[] sorted) {
    this.sorted = sorted;
  }

  static Durations of(List<Long> nanos) {
    return of(nanos.stream().mapToLong(Long::longValue).toArray());
  }

  static Durations of(long[] nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Durations(sorted);
  }

  /// All of several callers together.
  static Durations joined(List<Durations> parts) {
    return of(parts.stream().flatMapToLong(part -> Arrays.stream(part.sorted)).toArray());
  }

  int count() {
    return sorted.length;
  }

  /// The smallest value that at least this part of all is not above, in milliseconds (nearest
  /// rank).
  ///
  /// @param part from 0, which is the minimum, to 1
  double millis(double part) {
    int rank = (int) Math.ceil(part * sorted.length);
    return sorted[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
  }

  String text() {
    return "%d calls, p50 %.1f ms, p99 %.1f ms, max %.1f ms"
        .formatted(sorted.length, millis(0.5), millis(0.99), millis(1));
  }
}
