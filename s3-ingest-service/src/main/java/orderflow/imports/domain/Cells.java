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

  /// A text or a text of a form; empty when there is a fault.
  String text(Column column) {
    String text = value(column).orElse("");
    if (!text.isEmpty()) {
      switch (column.type()) {
        case Column.Text(int max) -> free(column, text, max);
        case Column.Form(Pattern form, String words) -> {
          if (!form.matcher(text).matches()) {
            fault(column, "wrong_form", "must be " + words, "correct it");
          }
        }
        case Column.Whole _, Column.Flag _ -> throw mistaken(column);
      }
    }
    return text;
  }

  private void free(Column column, String text, int max) {
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
  }

  /// A whole number; nothing when the cell is empty or faulty.
  Optional<Long> whole(Column column) {
    if (!(column.type() instanceof Column.Whole whole)) {
      throw mistaken(column);
    }
    return value(column).flatMap(text -> whole(column, whole, text));
  }

  private Optional<Long> whole(Column column, Column.Whole whole, String text) {
    String range = "from " + whole.minimum() + " to " + whole.maximum();
    try {
      long value = Long.parseLong(text);
      if (value >= whole.minimum() && value <= whole.maximum()) {
        return Optional.of(value);
      }
      fault(column, "out_of_range", "must be " + range, whole.hint());
    } catch (NumberFormatException e) {
      fault(column, "wrong_form", "must be a whole number " + range, whole.hint());
    }
    return Optional.empty();
  }

  boolean flag(Column column) {
    if (!(column.type() instanceof Column.Flag(boolean fallback))) {
      throw mistaken(column);
    }
    Optional<String> text = value(column);
    if (text.isEmpty()) {
      return fallback;
    }
    boolean yes = text.get().equalsIgnoreCase("true");
    if (!yes && !text.get().equalsIgnoreCase("false")) {
      fault(column, "wrong_form", "must be true or false", "write true or false");
    }
    return yes;
  }

  private static IllegalArgumentException mistaken(Column column) {
    return new IllegalArgumentException(column.name() + " is of type " + column.type());
  }

  /// What stands in the cell, without blanks around it.
  private Optional<String> value(Column column) {
    Optional<String> text =
        Optional.ofNullable(cells.get(column.name())).map(String::strip).filter(t -> !t.isEmpty());
    if (text.isEmpty() && column.required()) {
      fault(column, "required", "is empty", "fill it in");
    }
    return text;
  }

  private void fault(Column column, String code, String detail, String hint) {
    faults.add(
        new CellFault(
            Optional.of(column.name()),
            code,
            detail,
            hint,
            Excerpt.of(Optional.ofNullable(cells.get(column.name())).orElse(""))));
  }
}
