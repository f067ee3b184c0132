package orderflow.schedule;

import java.util.List;
import java.util.Locale;

/// Reads the six fields. Beyond lists, ranges and steps a field of days may hold one of `L`, `LW`,
/// `15W`, `6L`, `2#1`, each alone; exactly one of the two fields of days is `?`.
final class CronParser {
  private static final String SIX =
      "six fields: minutes, hours, day of month, month, day of week, year";
  private static final int MOST_IN_MONTH = 5;

  private final Source source;

  private CronParser(Source source) {
    this.source = source;
  }

  static CronExpression parse(Source source) {
    return new CronParser(source).fields(source.words(CronField.values().length, SIX));
  }

  private CronExpression fields(List<Source.Word> words) {
    Values minutes = values(CronField.MINUTE, words.get(0));
    Values hours = values(CronField.HOUR, words.get(1));
    Source.Word ofMonth = words.get(2);
    Values months = values(CronField.MONTH, words.get(3));
    DayRule days = days(ofMonth, words.get(4));
    Values years = values(CronField.YEAR, words.get(5));
    CronExpression cron = new CronExpression(minutes, hours, days, months, years);
    if (!cron.isPossible()) {
      throw source.fault(ofMonth, "a day that one of these months has in one of these years");
    }
    return cron;
  }

  private DayRule days(Source.Word ofMonth, Source.Word ofWeek) {
    boolean anyOfMonth = ofMonth.text().equals("?");
    boolean anyOfWeek = ofWeek.text().equals("?");
    if (anyOfMonth == anyOfWeek) {
      throw source.fault(
          ofWeek,
          "'?' in exactly one of day of month and day of week, a value or '*' in the other");
    }
    return anyOfMonth ? ofWeek(ofWeek) : ofMonth(ofMonth);
  }

  private DayRule ofMonth(Source.Word word) {
    String text = word.text().toUpperCase(Locale.ROOT);
    if (text.equals("L")) {
      return new DayRule.Last();
    }
    if (text.equals("LW")) {
      return new DayRule.LastWeekday();
    }
    if (text.endsWith("W")) {
      return new DayRule.NearestWeekday(value(CronField.DAY_OF_MONTH, word.to(text.length() - 1)));
    }
    return new DayRule.OfMonth(values(CronField.DAY_OF_MONTH, word));
  }

  private DayRule ofWeek(Source.Word word) {
    String text = word.text().toUpperCase(Locale.ROOT);
    int hash = text.indexOf('#');
    if (text.equals("L")) {
      return new DayRule.OfWeek(Values.steps(CronField.DAY_OF_WEEK, 7, 7, 1));
    }
    if (hash >= 0) {
      int weekday = value(CronField.DAY_OF_WEEK, word.to(hash));
      Source.Word nth = word.from(hash + 1);
      return new DayRule.NthOfWeek(weekday, number(nth, MOST_IN_MONTH));
    }
    if (text.endsWith("L")) {
      return new DayRule.LastOfWeek(value(CronField.DAY_OF_WEEK, word.to(text.length() - 1)));
    }
    return new DayRule.OfWeek(values(CronField.DAY_OF_WEEK, word));
  }

  private Values values(CronField field, Source.Word word) {
    int comma = word.text().indexOf(',');
    return comma < 0
        ? part(field, word)
        : part(field, word.to(comma)).and(values(field, word.from(comma + 1)));
  }

  private Values part(CronField field, Source.Word word) {
    int slash = word.text().indexOf('/');
    if (slash < 0) {
      return range(field, word, false, 1);
    }
    int step = number(word.from(slash + 1), field.max());
    return range(field, word.to(slash), true, step);
  }

  /// A single value with a step is a range to the field's end.
  private Values range(CronField field, Source.Word word, boolean open, int step) {
    if (word.text().equals("*")) {
      return Values.steps(field, field.min(), field.max(), step);
    }
    int dash = word.text().indexOf('-');
    if (dash < 0) {
      int from = value(field, word);
      return Values.steps(field, from, open ? field.max() : from, step);
    }
    int from = value(field, word.to(dash));
    int to = value(field, word.from(dash + 1));
    if (to < from && !field.wraps()) {
      throw source.fault(word.from(dash + 1), "a " + field.label() + " that is not before " + from);
    }
    return Values.steps(field, from, to, step);
  }

  private int value(CronField field, Source.Word word) {
    return field.value(word.text()).orElseThrow(() -> source.fault(word, field.expected()));
  }

  private int number(Source.Word word, int max) {
    return Numbers.parse(word.text())
        .filter(value -> value >= 1 && value <= max)
        .orElseThrow(() -> source.fault(word, "a whole number from 1 to " + max));
  }
}
