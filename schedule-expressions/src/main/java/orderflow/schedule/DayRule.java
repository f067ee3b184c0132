package orderflow.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;

/// Which days of a month the fields day of month and day of week stand for.
sealed interface DayRule {

  boolean matches(LocalDate date);

  /// Days by number.
  record OfMonth(Values days) implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return days.has(date.getDayOfMonth());
    }
  }

  /// `L` as day of month.
  record Last() implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return date.getDayOfMonth() == date.lengthOfMonth();
    }
  }

  /// `LW`: the last day from Monday to Friday.
  record LastWeekday() implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return nearest(YearMonth.from(date).atEndOfMonth()).equals(date);
    }
  }

  /// `15W`: the day from Monday to Friday that is nearest and in the same month. A month without
  /// that day has none.
  record NearestWeekday(int day) implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      YearMonth month = YearMonth.from(date);
      return month.isValidDay(day) && nearest(month.atDay(day)).equals(date);
    }
  }

  /// Days by weekday; 1 is Sunday.
  record OfWeek(Values days) implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return days.has(weekdayOf(date));
    }
  }

  /// `6L`: the last Friday of the month.
  record LastOfWeek(int weekday) implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return date.equals(date.with(TemporalAdjusters.lastInMonth(dayOfWeek(weekday))));
    }
  }

  /// `2#1`: the first Monday of the month. A month may be without a fifth.
  record NthOfWeek(int weekday, int nth) implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return weekdayOf(date) == weekday && (date.getDayOfMonth() + 6) / 7 == nth;
    }
  }

  /// The weekday of AWS: Sunday is 1.
  private static int weekdayOf(LocalDate date) {
    return date.getDayOfWeek().getValue() % 7 + 1;
  }

  static DayOfWeek dayOfWeek(int weekday) {
    return DayOfWeek.of(weekday == 1 ? 7 : weekday - 1);
  }

  private static LocalDate nearest(LocalDate date) {
    return switch (date.getDayOfWeek()) {
      case SATURDAY -> date.getDayOfMonth() == 1 ? date.plusDays(2) : date.minusDays(1);
      case SUNDAY ->
          date.getDayOfMonth() == date.lengthOfMonth() ? date.minusDays(2) : date.plusDays(1);
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> date;
    };
  }
}
