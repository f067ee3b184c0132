package orderflow.imports.domain;

import java.util.List;

/// A fault as it is kept.
///
/// @param row number of the data row
/// @param line the line it begins on
/// @param number counts the faults of the row, from 0
/// @param cells the row's cells in the order of the kind's columns, to be mended; only with the
///   first fault of a row
public record RowFault(long row, long line, int number, CellFault fault, List<String> cells) {
  public RowFault {
    cells = List.copyOf(cells);
  }
}
