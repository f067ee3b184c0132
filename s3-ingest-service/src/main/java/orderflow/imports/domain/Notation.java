package orderflow.imports.domain;

import java.util.List;
import java.util.Optional;

/// How the rows of a file are written; its first line tells. Spreadsheets separate cells by what
/// the region of their user has.
public enum Notation {
  /// CSV with commas.
  COMMA(","),
  /// CSV with semicolons.
  SEMICOLON(";"),
  /// CSV with tabs.
  TAB("\t"),
  /// One JSON object a line, members named as columns.
  JSON_LINES("jsonl");

  private final String wire;

  Notation(String wire) {
    this.wire = wire;
  }

  /// As it is kept.
  public String wire() {
    return wire;
  }

  public boolean isCsv() {
    return this != JSON_LINES;
  }

  /// What stands between cells.
  ///
  /// @throws IllegalStateException when there are no cells
  public char separator() {
    if (!isCsv()) {
      throw new IllegalStateException("lines of JSON have no cells");
    }
    return wire.charAt(0);
  }

  /// The notations that have cells.
  public static List<Notation> csv() {
    return List.of(COMMA, SEMICOLON, TAB);
  }

  public static Optional<Notation> parse(String text) {
    return List.of(values()).stream().filter(one -> one.wire.equals(text)).findFirst();
  }
}
