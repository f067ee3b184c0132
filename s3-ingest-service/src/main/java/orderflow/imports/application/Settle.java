package orderflow.imports.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orderflow.imports.csv.Header;
import orderflow.imports.domain.CellFault;
import orderflow.imports.domain.Counts;
import orderflow.imports.domain.Excerpt;
import orderflow.imports.domain.Row;
import orderflow.imports.domain.RowFault;
import orderflow.imports.domain.RowOutcome;
import orderflow.imports.domain.Unit;
import orderflow.kit.command.ItemResult;
import orderflow.kit.json.Json;

/// What became of the rows of a window: counts and faults.
final class Settle {
  private final Header header;
  private final List<RowFault> faults = new ArrayList<>();
  private Counts counts;

  Settle(Header header, Counts counts) {
    this.header = header;
    this.counts = counts;
  }

  Counts counts() {
    return counts;
  }

  /// Faults in the order they were found in.
  List<RowFault> faults() {
    return faults;
  }

  /// A unit that was bad before it could be sent.
  void bad(Unit unit, Unit.Bad why) {
    for (int i = 0; i < unit.rows().size(); i++) {
      add(unit.rows().get(i), why.faults().get(i));
    }
    counts = counts.plus(RowOutcome.FAILED, unit.rows().size());
  }

  /// A unit that was sent.
  void answered(Unit unit, ItemResult result) {
    if (result.status() == ItemResult.Status.OK) {
      counts = counts.plus(change(result), unit.rows().size());
      return;
    }
    CellFault fault = refusal(result);
    unit.rows().forEach(row -> add(row, List.of(withExcerpt(fault, row))));
    counts = counts.plus(RowOutcome.FAILED, unit.rows().size());
  }

  private static RowOutcome change(ItemResult result) {
    return result
        .more()
        .get("change")
        .filter(Json.Str.class::isInstance)
        .flatMap(json -> RowOutcome.parse(((Json.Str) json).value()))
        .orElseThrow(
            () -> new IllegalStateException("a result that is ok does not say what changed"));
  }

  private static CellFault refusal(ItemResult result) {
    String code = result.code().orElse("refused");
    return new CellFault(
        column(code),
        code,
        result.detail().orElse("the orders service refused it"),
        hint(code),
        "");
  }

  private CellFault withExcerpt(CellFault fault, Row row) {
    String cell =
        fault
            .column()
            .flatMap(column -> Optional.ofNullable(header.byColumn(row.cells()).get(column)))
            .orElse("");
    return new CellFault(
        fault.column(), fault.code(), fault.detail(), fault.hint(), Excerpt.of(cell));
  }

  private static Optional<String> column(String code) {
    return switch (code) {
      case "stock_not_updatable" -> Optional.of("stock");
      case "unknown_product", "inactive_product", "out_of_stock", "mixed_currencies" ->
          Optional.of("sku");
      default -> Optional.empty();
    };
  }

  private static String hint(String code) {
    return switch (code) {
      case "stock_not_updatable" ->
          "leave the cell empty, or change the stock by a stock adjustment";
      case "unknown_product" -> "import the product first, or correct the SKU";
      case "inactive_product" -> "make the product active first, or take the line out";
      case "out_of_stock" -> "order fewer pieces, or add stock first";
      case "mixed_currencies" -> "make one order for each currency";
      default -> "see the detail";
    };
  }

  private void add(Row row, List<CellFault> found) {
    for (int i = 0; i < found.size(); i++) {
      // The cells stand with the first fault of a row only.
      List<String> cells = i == 0 ? header.inOrder(row.cells()) : List.of();
      faults.add(new RowFault(row.number(), row.line(), i, found.get(i), cells));
    }
  }
}
