package orderflow.system.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits, within bounds, for what becomes true by itself.
final class Patience {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Patience() {}

  /// The first reading that is as wanted.
  ///
  /// @throws AssertionError with the last reading when none is within a minute
  static <T> T until(String what, Supplier<T> reading, Predicate<? super T> wanted) {
    return until(what, LIMIT, reading, wanted);
  }

  /// The first reading that is as wanted.
  ///
  /// @throws AssertionError with the last reading when none is in time
  static <T> T until(
      String what, Duration limit, Supplier<T> reading, Predicate<? super T> wanted) {
    long end = System.nanoTime() + limit.toNanos();
    T last = reading.get();
    while (!wanted.test(last)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("expected within " + limit + ": " + what + "; found " + last);
      }
      pause(PAUSE);
      last = reading.get();
    }
    return last;
  }

  static <T> T found(String what, Supplier<Optional<T>> reading) {
    return until(what, reading, Optional::isPresent).orElseThrow();
  }

  static void until(String what, BooleanSupplier condition) {
    until(what, condition::getAsBoolean, holds -> holds);
  }

  /// Lets others work.
  static void pause(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
  }
}
