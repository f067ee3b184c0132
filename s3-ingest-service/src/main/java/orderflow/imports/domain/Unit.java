package orderflow.imports.domain;

import java.util.List;

/// Consecutive rows that are carried out together: one product, or the lines of one order.
///
/// @param rows at least one
/// @param content what they say together, or what is wrong with them
public record Unit(List<Row> rows, Content content) {

  public Unit {
    rows = List.copyOf(rows);
  }

  /// What a unit says.
  public sealed interface Content {}

  /// One product.
  public record Product(ProductRow row) implements Content {}

  /// One order.
  ///
  /// @param lines of one reference and customer
  public record Order(List<OrderRow> lines) implements Content {
    public Order {
      lines = List.copyOf(lines);
    }
  }

  /// Rows that are not carried out.
  ///
  /// @param faults one list a row; every row of a bad unit has at least one fault
  public record Bad(List<List<CellFault>> faults) implements Content {
    public Bad {
      faults = faults.stream().map(List::copyOf).toList();
    }
  }

  /// The number of its first row.
  public long row() {
    return rows.getFirst().number();
  }

  public Position after() {
    return rows.getLast().after();
  }
}
