package orderflow.schedule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The six fields in their order.
enum CronField {
  MINUTE(0, 59, ""),
  HOUR(0, 23, ""),
  DAY_OF_MONTH(1, 31, ""),
  MONTH(1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
  DAY_OF_WEEK(1, 7, "SUN MON TUE WED THU FRI SAT"),
  YEAR(1970, 2199, "");

  private final int min;
  private final int max;
  private final String names;

  CronField(int min, int max, String names) {
    this.min = min;
    this.max = max;
    this.names = names;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  /// Whether a range may run over the end, as in `20-2` or `FRI-MON`. Years do not come again.
  boolean wraps() {
    return this != YEAR;
  }

  Optional<Integer> value(String text) {
    int name = text.isEmpty() ? -1 : words().indexOf(text.toUpperCase(Locale.ROOT));
    return name >= 0
        ? Optional.of(min + name)
        : Numbers.parse(text).filter(value -> value >= min && value <= max);
  }

  String expected() {
    String article = this == HOUR ? "an " : "a ";
    String numbers = article + label() + " from " + min + " to " + max;
    return names.isEmpty()
        ? numbers
        : numbers + " or " + words().getFirst() + " to " + words().getLast();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private List<String> words() {
    return List.of(names.split(" ", -1));
  }
}
