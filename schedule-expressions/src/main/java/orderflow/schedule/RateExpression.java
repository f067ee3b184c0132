package orderflow.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `rate(5 minutes)`: at the start and then in equal steps. A day has 24 hours, whatever the clocks
/// do.
///
/// @param count at least 1
/// @param unit of the count
public record RateExpression(long count, Unit unit) implements ScheduleExpression {
  private static final long LONGEST_COUNT = 1_000_000;

  /// A unit; written in the singular with a count of 1 and in the plural with any other.
  public enum Unit {
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final Duration length;

    Unit(Duration length) {
      this.length = length;
    }

    private String word(long count) {
      String singular = name().toLowerCase(Locale.ROOT);
      return count == 1 ? singular : singular + "s";
    }
  }

  static RateExpression parse(Source source) {
    List<Source.Word> words = source.words(2, "a count and a unit, such as 5 minutes");
    long count = count(source, words.get(0));
    Source.Word unit = words.get(1);
    for (Unit candidate : Unit.values()) {
      if (candidate.word(count).equals(unit.text())) {
        return new RateExpression(count, candidate);
      }
    }
    throw source.fault(unit, count == 1 ? "minute, hour or day" : "minutes, hours or days");
  }

  private static long count(Source source, Source.Word word) {
    Optional<Integer> count = Numbers.parse(word.text()).filter(n -> n >= 1 && n <= LONGEST_COUNT);
    return count.orElseThrow(() -> source.fault(word, "a whole number from 1 to " + LONGEST_COUNT));
  }

  /// The step between two times.
  public Duration step() {
    return unit.length.multipliedBy(count);
  }

  @Override
  public Optional<Instant> next(Instant after, ZoneId zone, Instant start) {
    if (after.isBefore(start)) {
      return Optional.of(start);
    }
    long steps = Duration.between(start, after).dividedBy(step()) + 1;
    return Optional.of(start.plus(step().multipliedBy(steps)));
  }

  @Override
  public String words() {
    return count == 1 ? "every " + unit.word(1) : "every " + count + " " + unit.word(count);
  }
}
