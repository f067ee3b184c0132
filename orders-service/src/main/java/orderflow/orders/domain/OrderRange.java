package orderflow.orders.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The time of creation an order list is limited to.
///
/// @param from earliest, inclusive
/// @param to latest, exclusive
public record OrderRange(Instant from, Instant to) {
  public static final Duration MAX = Duration.ofDays(31);
  public static final Duration DEFAULT = Duration.ofDays(7);

  /// Ids hold 48 bits of milliseconds.
  private static final Instant END_OF_TIME = Instant.ofEpochMilli((1L << 48) - 1);

  public OrderRange {
    from = clamped(from);
    to = clamped(to);
  }

  /// Why there is no range.
  public enum Refusal {
    TOO_LARGE,
    REVERSED
  }

  /// The range, or why there is none.
  public sealed interface Result {}

  public record Valid(OrderRange range) implements Result {}

  public record Invalid(Refusal refusal) implements Result {}

  /// The range over one customer's orders: open where no bound is given.
  public static Result ofCustomer(Optional<Instant> from, Optional<Instant> to) {
    return checked(from.orElse(Instant.EPOCH), to.orElse(END_OF_TIME));
  }

  /// The range over all customers: at most 31 days, the last 7 by default; an end alone means the 7
  /// days before it, a beginning alone at most the 31 days after it.
  public static Result ofAll(Optional<Instant> from, Optional<Instant> to, Instant now) {
    if (from.isEmpty()) {
      Instant end = clamped(to.orElse(now.plusMillis(1)));
      return checked(end.minus(DEFAULT), end);
    }
    Instant start = clamped(from.get());
    Instant end = clamped(to.orElse(start.plus(MAX)));
    return Duration.between(start, end).compareTo(MAX) > 0
        ? new Invalid(Refusal.TOO_LARGE)
        : checked(start, end);
  }

  private static Result checked(Instant from, Instant to) {
    return from.isAfter(to) ? new Invalid(Refusal.REVERSED) : new Valid(new OrderRange(from, to));
  }

  /// Milliseconds, rounded up: what was created in a millisecond is at or after every instant that
  /// rounds up to it.
  private static Instant clamped(Instant instant) {
    if (instant.isBefore(Instant.EPOCH)) {
      return Instant.EPOCH;
    }
    if (instant.isAfter(END_OF_TIME)) {
      return END_OF_TIME;
    }
    Instant down = Instant.ofEpochMilli(instant.toEpochMilli());
    return down.equals(instant) ? down : down.plusMillis(1);
  }
}
