package orderflow.imports.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The cells of one row while they are checked; all faults are collected. Blanks around a value do
/// not count. What a faulty cell gives is a placeholder that nobody sees.
final class Cells {
  private final Map<String, String> cells;
  private final List<CellFault> faults = new ArrayList<>();

  Cells(Map<String, String> cells) {
    this.cells = cells;
  }

  /// The value, if there is no fault at all.
  <T> Checked<T> checked(Supplier<T> value) {
    return faults.isEmpty() ? new Checked.Good<>(value.get()) : new Checked.Bad<>(faults);
  }

  /// One to `max` code points without control characters.
  String text(String column, int max) {
    String text = required(column);
    int length = text.codePointCount(0, text.length());
    if (length > max) {
      fault(
          column,
          "wrong_length",
          "has " + length + " characters, at most " + max + " are taken",
          "shorten it");
    } else if (text.codePoints().anyMatch(Character::isISOControl)) {
      fault(column, "control_character", "has a control character", "take it out");
    }
    return text;
  }

  String matching(String column, Pattern form, String words) {
    String text = required(column);
    if (!text.isEmpty() && !form.matcher(text).matches()) {
      fault(column, "wrong_form", "must be " + words, "correct it");
    }
    return text;
  }

  long whole(String column, long min, long max, String hint) {
    String text = required(column);
    return text.isEmpty() ? min : whole(column, text, min, max, hint).orElse(min);
  }

  Optional<Long> optionalWhole(String column, long min, long max, String hint) {
    return find(column).flatMap(text -> whole(column, text, min, max, hint));
  }

  /// `true` or `false` in any case; empty is the fallback.
  boolean flag(String column, boolean fallback) {
    Optional<String> text = find(column);
    if (text.isEmpty()) {
      return fallback;
    }
    boolean yes = text.get().equalsIgnoreCase("true");
    if (!yes && !text.get().equalsIgnoreCase("false")) {
      fault(column, "wrong_form", "must be true or false", "write true or false");
    }
    return yes;
  }

  private Optional<Long> whole(String column, String text, long min, long max, String hint) {
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return Optional.of(value);
      }
      fault(column, "out_of_range", "must be from " + min + " to " + max, hint);
    } catch (NumberFormatException e) {
      fault(column, "wrong_form", "must be a whole number from " + min + " to " + max, hint);
    }
    return Optional.empty();
  }

  private String required(String column) {
    Optional<String> text = find(column);
    if (text.isEmpty()) {
      fault(column, "required", "is empty", "fill it in");
    }
    return text.orElse("");
  }

  private Optional<String> find(String column) {
    return Optional.ofNullable(cells.get(column)).map(String::strip).filter(t -> !t.isEmpty());
  }

  private void fault(String column, String code, String detail, String hint) {
    faults.add(
        new CellFault(
            Optional.of(column),
            code,
            detail,
            hint,
            Excerpt.of(Optional.ofNullable(cells.get(column)).orElse(""))));
  }
}
