package orderflow.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Finds the times of a cron expression the slow way: it looks at every minute and asks whether
/// each field's text admits it.
final class MinuteScan {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private final String[] fields;
  private final boolean[] minutes;
  private final boolean[] hours;

  MinuteScan(String expression) {
    fields = expression.substring(5, expression.length() - 1).split(" ", -1);
    minutes = admitted(fields[0], 60);
    hours = admitted(fields[1], 24);
  }

  /// Every time in a span, both ends excluded and included as `next` has them.
  List<Instant> times(Instant after, Duration span, ZoneId zone) {
    List<Instant> times = new ArrayList<>();
    LocalDate day = LocalDate.MIN;
    boolean dayFits = false;
    for (Instant at = after.plusSeconds(60);
        !at.isAfter(after.plus(span));
        at = at.plusSeconds(60)) {
      ZonedDateTime time = at.atZone(zone);
      if (!time.toLocalDate().equals(day)) {
        day = time.toLocalDate();
        dayFits = fits(day);
      }
      boolean firstOfTwins = time.equals(time.withEarlierOffsetAtOverlap());
      if (dayFits && hours[time.getHour()] && minutes[time.getMinute()] && firstOfTwins) {
        times.add(at);
      }
    }
    return times;
  }

  private boolean fits(LocalDate day) {
    return admits(fields[5], day.getYear(), 1970, 2199, List.of())
        && admits(fields[3], day.getMonthValue(), 1, 12, MONTHS)
        && (fields[2].equals("?") ? fitsWeek(fields[4], day) : fitsMonth(fields[2], day));
  }

  private static boolean fitsMonth(String field, LocalDate day) {
    YearMonth month = YearMonth.from(day);
    if (field.equals("L")) {
      return !YearMonth.from(day.plusDays(1)).equals(month);
    }
    if (field.endsWith("W")) {
      int target =
          field.equals("LW")
              ? month.lengthOfMonth()
              : Integer.parseInt(field.substring(0, field.length() - 1));
      return IntStream.rangeClosed(1, month.lengthOfMonth())
          .mapToObj(month::atDay)
          .filter(date -> date.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue())
          .min(Comparator.comparingInt(date -> Math.abs(date.getDayOfMonth() - target)))
          .filter(day::equals)
          .isPresent();
    }
    return admits(field, day.getDayOfMonth(), 1, 31, List.of());
  }

  private static boolean fitsWeek(String field, LocalDate day) {
    int weekday = day.getDayOfWeek().getValue() % 7 + 1;
    int hash = field.indexOf('#');
    if (hash >= 0) {
      int nth = Integer.parseInt(field.substring(hash + 1));
      long before =
          IntStream.rangeClosed(1, day.getDayOfMonth())
              .filter(d -> day.withDayOfMonth(d).getDayOfWeek() == day.getDayOfWeek())
              .count();
      return admits(field.substring(0, hash), weekday, 1, 7, DAYS) && before == nth;
    }
    if (field.endsWith("L")) {
      return field.equals("L")
          ? weekday == 7
          : admits(field.substring(0, field.length() - 1), weekday, 1, 7, DAYS)
              && day.plusDays(7).getMonth() != day.getMonth();
    }
    return admits(field, weekday, 1, 7, DAYS);
  }

  private static boolean[] admitted(String field, int size) {
    boolean[] values = new boolean[size];
    for (int value = 0; value < size; value++) {
      values[value] = admits(field, value, 0, size - 1, List.of());
    }
    return values;
  }

  private static boolean admits(String field, int value, int min, int max, List<String> names) {
    for (String part : field.split(",", -1)) {
      String[] halves = part.split("/", -1);
      int step = halves.length > 1 ? Integer.parseInt(halves[1]) : 1;
      String[] ends =
          halves[0].equals("*") ? new String[] {"" + min, "" + max} : halves[0].split("-", -1);
      int from = number(ends[0], min, names);
      int to = ends.length > 1 ? number(ends[1], min, names) : halves.length > 1 ? max : from;
      int size = max - min + 1;
      int distance = Math.floorMod(value - from, size);
      if (distance <= Math.floorMod(to - from, size) && distance % step == 0) {
        return true;
      }
    }
    return false;
  }

  private static int number(String text, int min, List<String> names) {
    int name = names.indexOf(text.toUpperCase(Locale.ROOT));
    return name >= 0 ? name + min : Integer.parseInt(text);
  }
}
