package orderflow.imports.domain;

/// A boundary between two records of a file.
///
/// @param offset bytes before it
/// @param row data rows before it
/// @param line lines before it
public record Position(long offset, long row, long line) {

  public static Position start() {
    return new Position(0, 0, 0);
  }
}
