package orderflow.imports.domain;

import java.util.List;

/// A data row as it stands in the file.
///
/// @param before the boundary before it
/// @param after the boundary after it
/// @param cells in the order of the file's columns; the whole row as one if it could not be taken
///   apart
/// @param malformed why it could not, empty if it could
public record Row(Position before, Position after, List<String> cells, String malformed) {

  public Row {
    cells = List.copyOf(cells);
  }

  /// Its number among the data rows, from 1.
  public long number() {
    return before.row() + 1;
  }

  /// The line it begins on, from 1.
  public long line() {
    return before.line() + 1;
  }
}
