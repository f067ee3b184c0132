package orderflow.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A schedule as EventBridge Scheduler writes it: `cron(0 3 * * ? *)`, `rate(5 minutes)` or
/// `at(2026-11-24T12:00:00)` (EventBridge Scheduler User Guide, "Schedule types").
public sealed interface ScheduleExpression permits CronExpression, RateExpression, AtExpression {

  /// Reads an expression.
  ///
  /// @throws ScheduleSyntaxException with the place of the first fault and what was expected there
  static ScheduleExpression parse(String text) {
    Source source = new Source(text);
    return switch (source.kind()) {
      case "cron" -> CronParser.parse(source);
      case "rate" -> RateExpression.parse(source);
      case "at" -> AtExpression.parse(source);
      default -> throw source.fault(0, "cron(...), rate(...) or at(...)");
    };
  }

  /// The first time that is due after an instant.
  ///
  /// @param after exclusive
  /// @param zone of the schedule; `rate` does not need it, as its days have 24 hours
  /// @param start when the schedule begins: nothing is due before it, and `rate` is due at the
  ///   start and then counts from it
  /// @return nothing when no time is left
  Optional<Instant> next(Instant after, ZoneId zone, Instant start);

  /// The expression in English, without its time zone.
  String words();

  /// The next times in order, fewer when there are no more.
  ///
  /// @param count at most so many
  default List<Instant> next(int count, Instant after, ZoneId zone, Instant start) {
    return Stream.iterate(
            next(after, zone, start),
            Optional::isPresent,
            time -> time.flatMap(last -> next(last, zone, start)))
        .limit(count)
        .flatMap(Optional::stream)
        .toList();
  }
}
