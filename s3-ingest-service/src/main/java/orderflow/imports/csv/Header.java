package orderflow.imports.csv;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderflow.imports.domain.ImportKind;
import orderflow.imports.domain.Notation;

/// The columns of a file. Their order is free; a column named `errors` is not looked at, so that a
/// list of bad rows can be mended and sent again as it is.
public final class Header {
  /// The column of a list of bad rows that says what is wrong.
  public static final String ERRORS = "errors";

  private final ImportKind kind;
  private final Notation notation;
  private final List<String> columns;

  private Header(ImportKind kind, Notation notation, List<String> columns) {
    this.kind = kind;
    this.notation = notation;
    this.columns = columns;
  }

  /// Reads the first record.
  ///
  /// @throws UnreadableFileException naming everything that is wrong with it
  static Header read(ImportKind kind, Notation notation, List<String> fields)
      throws UnreadableFileException {
    List<String> columns = fields.stream().map(String::strip).toList();
    if (columns.stream().noneMatch(kind.columns()::contains)) {
      throw noHeader(kind);
    }
    Set<String> names = new LinkedHashSet<>(columns);
    List<String> missing = kind.required().stream().filter(name -> !names.contains(name)).toList();
    List<String> unknown =
        names.stream()
            .filter(name -> !kind.columns().contains(name) && !name.equals(ERRORS))
            .toList();
    List<String> twice =
        names.stream().filter(name -> Collections.frequency(columns, name) > 1).toList();
    if (!missing.isEmpty() || !unknown.isEmpty() || !twice.isEmpty()) {
      throw invalid(
          kind, part("missing", missing) + part("unknown", unknown) + part("twice", twice));
    }
    return new Header(kind, notation, columns);
  }

  /// The header of a file that was read before.
  ///
  /// @param columns as [#columns()] gave them
  public static Header of(ImportKind kind, Notation notation, List<String> columns) {
    return new Header(kind, notation, List.copyOf(columns));
  }

  public Notation notation() {
    return notation;
  }

  public List<String> columns() {
    return columns;
  }

  /// How many cells a row has.
  public int size() {
    return columns.size();
  }

  /// The cells of a row by column. An apostrophe that keeps a cell from being a formula, as lists
  /// of bad rows have it, is taken off.
  public Map<String, String> byColumn(List<String> cells) {
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
      row.put(columns.get(i), plain(cells.get(i)));
    }
    return row;
  }

  /// One cell of a row; empty if the row ends before it.
  String cell(List<String> cells, String column) {
    int index = columns.indexOf(column);
    return index >= 0 && index < cells.size() ? plain(cells.get(index)) : "";
  }

  /// Only cells of a table are guarded.
  private String plain(String cell) {
    return notation.isCsv() ? FormulaGuard.off(cell) : cell;
  }

  /// The cells of a row in the order of the kind's columns, whatever the file's order is.
  public List<String> inOrder(List<String> cells) {
    Map<String, String> row = byColumn(cells);
    return kind.columns().stream()
        .map(column -> Optional.ofNullable(row.get(column)).orElse(""))
        .toList();
  }

  private static UnreadableFileException noHeader(ImportKind kind) {
    return new UnreadableFileException(
        "no_header",
        "the first line names none of the columns " + String.join(", ", kind.columns()),
        "begin the file with the line " + String.join(",", kind.columns()));
  }

  private static UnreadableFileException invalid(ImportKind kind, String what) {
    return new UnreadableFileException(
        "header_invalid",
        "the header has faults:" + what,
        "use the columns " + String.join(",", kind.columns()));
  }

  private static String part(String word, List<String> names) {
    return names.isEmpty()
        ? ""
        : " %s: %s;".formatted(word, String.join(", ", names.stream().limit(10).toList()));
  }
}
