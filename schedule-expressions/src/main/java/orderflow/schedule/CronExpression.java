package orderflow.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/// `cron(minutes hours day-of-month month day-of-week year)`. A local time that the clocks leave
/// out is skipped, one that comes twice is due once.
public final class CronExpression implements ScheduleExpression {
  private final Values minutes;
  private final Values hours;
  private final DayRule days;
  private final Values months;
  private final Values years;

  CronExpression(Values minutes, Values hours, DayRule days, Values months, Values years) {
    this.minutes = minutes;
    this.hours = hours;
    this.days = days;
    this.months = months;
    this.years = years;
  }

  @Override
  public Optional<Instant> next(Instant after, ZoneId zone, Instant start) {
    Instant last = after.isBefore(start) ? start.minusNanos(1) : after;
    return days(last.atZone(zone).toLocalDate())
        .flatMap(this::times)
        .flatMap(time -> LocalTimes.instant(time, zone).stream())
        .filter(time -> time.isAfter(last))
        .findFirst();
  }

  /// Whether there is any such day at all, as there is none for the 31st of April.
  boolean isPossible() {
    return nextDay(LocalDate.of(CronField.YEAR.min(), 1, 1)).isPresent();
  }

  @Override
  public String words() {
    return CronWords.of(minutes, hours, days, months, years);
  }

  private Stream<LocalDate> days(LocalDate from) {
    return Stream.iterate(
            nextDay(from), Optional::isPresent, day -> day.flatMap(d -> nextDay(d.plusDays(1))))
        .flatMap(Optional::stream);
  }

  private Stream<LocalDateTime> times(LocalDate day) {
    return hours.stream()
        .boxed()
        .flatMap(hour -> minutes.stream().mapToObj(minute -> day.atTime(hour, minute)));
  }

  /// Goes by years and months, as a wrong month has no right day.
  private Optional<LocalDate> nextDay(LocalDate from) {
    LocalDate day = from;
    while (day.getYear() <= CronField.YEAR.max()) {
      if (!years.has(day.getYear())) {
        day = LocalDate.of(years.atLeast(day.getYear()), 1, 1);
      } else if (!months.has(day.getMonthValue())) {
        day = day.withDayOfMonth(1).plusMonths(1);
      } else if (!days.matches(day)) {
        day = day.plusDays(1);
      } else {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }
}
