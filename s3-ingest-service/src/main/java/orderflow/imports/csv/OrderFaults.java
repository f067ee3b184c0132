package orderflow.imports.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orderflow.imports.domain.CellFault;
import orderflow.imports.domain.Excerpt;
import orderflow.imports.domain.Notation;
import orderflow.imports.domain.OrderRow;
import orderflow.imports.domain.Row;
import orderflow.imports.domain.RowRules;

/// Faults that are no single cell's matter.
final class OrderFaults {

  private OrderFaults() {}

  static CellFault malformed(Row row, Notation notation) {
    return new CellFault(
        Optional.empty(),
        "malformed_row",
        row.malformed(),
        notation.isCsv()
            ? "quote cells that have commas, quotes or line ends, and double quotes inside them"
            : "write one JSON object a line, with the columns as members that are texts, numbers or"
                + " truth values",
        Excerpt.of(String.join(",", row.cells())));
  }

  /// An order is placed whole or not at all: good rows of a bad order are not carried out either.
  static List<List<CellFault>> spread(List<Row> group, List<List<CellFault>> faults) {
    List<List<CellFault>> spread = new ArrayList<>();
    long bad = firstBad(group, faults);
    for (List<CellFault> found : faults) {
      spread.add(found.isEmpty() ? List.of(notPlaced(bad)) : found);
    }
    return spread;
  }

  static List<List<CellFault>> tooManyLines(List<Row> group) {
    CellFault fault =
        new CellFault(
            Optional.of("reference"),
            "too_many_lines",
            "the order has %d rows, at most %d are taken"
                .formatted(group.size(), RowRules.MAX_LINES),
            "split it into orders of different references",
            "");
    return group.stream().map(_ -> List.of(fault)).toList();
  }

  static List<List<CellFault>> customersDiffer(List<OrderRow> lines) {
    String first = lines.getFirst().customerId();
    CellFault fault =
        new CellFault(
            Optional.of("customerId"),
            "customer_differs",
            "the order's rows name more than one customer, expected %s in each".formatted(first),
            "give each row of a reference the same customer, or the other order a reference of its"
                + " own",
            "");
    return lines.stream().map(_ -> List.of(fault)).toList();
  }

  private static long firstBad(List<Row> group, List<List<CellFault>> faults) {
    int index = 0;
    while (faults.get(index).isEmpty()) {
      index++;
    }
    return group.get(index).number();
  }

  private static CellFault notPlaced(long badRow) {
    return new CellFault(
        Optional.empty(),
        "order_refused",
        "row %d of the same order has faults".formatted(badRow),
        "mend that row and send all rows of the order again",
        "");
  }
}
