package orderflow.schedule;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// Says a cron expression in English.
final class CronWords {
  private static final int MOST_TIMES = 6;
  private static final List<String> ORDINALS =
      List.of("first", "second", "third", "fourth", "fifth");

  private CronWords() {}

  static String of(Values minutes, Values hours, DayRule days, Values months, Values years) {
    StringBuilder words = new StringBuilder(times(minutes, hours)).append(days(days));
    if (!months.isAll()) {
      words.append(" in ").append(runs(months.list(), CronWords::month));
    }
    if (!years.isAll()) {
      words.append(" in ").append(runs(years.list(), Integer::toString));
    }
    return words.toString();
  }

  private static String times(Values minutes, Values hours) {
    if (minutes.size() * hours.size() <= MOST_TIMES) {
      return "at " + clock(minutes, hours);
    }
    String within = hours.isAll() ? "" : " of the hours " + runs(hours.list(), Integer::toString);
    if (minutes.isAll()) {
      return "every minute" + within;
    }
    int step = step(minutes.list());
    if (step > 0) {
      return "every " + step + " minutes" + within;
    }
    return "at minute "
        + runs(minutes.list(), Integer::toString)
        + (hours.isAll() ? " of every hour" : within);
  }

  private static String clock(Values minutes, Values hours) {
    List<String> times =
        hours.list().stream()
            .flatMap(hour -> minutes.list().stream().map(m -> "%02d:%02d".formatted(hour, m)))
            .toList();
    return joined(times);
  }

  /// The step that walks the whole hour from its beginning, 0 for none.
  private static int step(List<Integer> minutes) {
    int step = minutes.size() < 2 ? 0 : minutes.get(1);
    boolean even =
        step > 0 && 60 % step == 0 && minutes.size() == 60 / step && minutes.getFirst() == 0;
    return even && minutes.stream().allMatch(minute -> minute % step == 0) ? step : 0;
  }

  private static String days(DayRule days) {
    return switch (days) {
      case DayRule.OfMonth(Values all) when all.isAll() -> " every day";
      case DayRule.OfWeek(Values all) when all.isAll() -> " every day";
      case DayRule.OfMonth(Values some) ->
          " on day " + runs(some.list(), Integer::toString) + " of the month";
      case DayRule.OfWeek(Values some) -> " on " + runs(some.list(), CronWords::weekday);
      case DayRule.Last _ -> " on the last day of the month";
      case DayRule.LastWeekday _ -> " on the last weekday of the month";
      case DayRule.NearestWeekday(int day) ->
          " on the weekday nearest to day " + day + " of the month";
      case DayRule.LastOfWeek(int weekday) -> " on the last " + weekday(weekday) + " of the month";
      case DayRule.NthOfWeek(int weekday, int nth) ->
          " on the " + ORDINALS.get(nth - 1) + " " + weekday(weekday) + " of the month";
    };
  }

  /// Values in words; three or more in a row are given by their ends.
  private static String runs(List<Integer> values, IntFunction<String> word) {
    List<String> parts = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= values.size(); i++) {
      if (i == values.size() || values.get(i) != values.get(i - 1) + 1) {
        addRun(parts, values.subList(first, i), word);
        first = i;
      }
    }
    return joined(parts);
  }

  private static void addRun(List<String> parts, List<Integer> run, IntFunction<String> word) {
    if (run.size() > 2) {
      parts.add(word.apply(run.getFirst()) + " to " + word.apply(run.getLast()));
    } else {
      run.forEach(value -> parts.add(word.apply(value)));
    }
  }

  private static String joined(List<String> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    return parts.stream().limit(parts.size() - 1L).collect(Collectors.joining(", "))
        + " and "
        + parts.getLast();
  }

  private static String month(int month) {
    return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String weekday(int weekday) {
    DayOfWeek day = DayRule.dayOfWeek(weekday);
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }
}
