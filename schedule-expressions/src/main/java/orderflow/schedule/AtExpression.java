package orderflow.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/// `at(2026-11-24T12:00:00)`: once.
///
/// @param time in the schedule's zone
public record AtExpression(LocalDateTime time) implements ScheduleExpression {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  static AtExpression parse(Source source) {
    String expected = "a time such as 2026-11-24T12:00:00";
    Source.Word word = source.words(1, expected).getFirst();
    try {
      return new AtExpression(LocalDateTime.parse(word.text(), FORM));
    } catch (DateTimeParseException e) {
      throw source.fault(word.position() + Math.max(0, e.getErrorIndex()), expected);
    }
  }

  /// A local time that the clocks leave out never comes.
  @Override
  public Optional<Instant> next(Instant after, ZoneId zone, Instant start) {
    return LocalTimes.instant(time, zone).filter(instant -> instant.isAfter(after));
  }

  @Override
  public String words() {
    return "once, on " + time.toLocalDate() + " at " + time.toLocalTime();
  }
}
