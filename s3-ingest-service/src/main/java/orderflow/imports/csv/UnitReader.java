package orderflow.imports.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.imports.domain.CellFault;
import orderflow.imports.domain.Checked;
import orderflow.imports.domain.ImportKind;
import orderflow.imports.domain.OrderRow;
import orderflow.imports.domain.ProductRow;
import orderflow.imports.domain.Row;
import orderflow.imports.domain.RowRules;
import orderflow.imports.domain.Unit;

/// Puts rows together to what is carried out together and checks them: a product a row, or
/// consecutive rows of one reference as one order.
///
/// A row whose reference cannot be read belongs to the order it follows: were it left out, an order
/// would be placed without one of its lines. So would one whose rows name two customers; such an
/// order is refused as a whole.
public final class UnitReader {
  /// The most rows that are taken for one order, good or not: the bound of what is kept in memory.
  public static final int MAX_ORDER_ROWS = 1000;

  private final RowReader rows;
  private final ImportKind kind;
  private Optional<Row> ahead = Optional.empty();

  public UnitReader(RowReader rows, ImportKind kind) {
    this.rows = rows;
    this.kind = kind;
  }

  public Header header() {
    return rows.header();
  }

  /// The next unit, nothing at the end.
  ///
  /// @throws UnreadableFileException when the file cannot be read on
  public Optional<Unit> next() throws IOException, UnreadableFileException {
    Optional<Row> first = take();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (kind) {
          case PRODUCTS -> product(first.get());
          case ORDERS -> order(group(first.get()));
        });
  }

  /// Passes the next unit without checking its rows.
  ///
  /// @return whether there was one
  /// @throws UnreadableFileException as for [#next()]
  public boolean skip() throws IOException, UnreadableFileException {
    return switch (kind) {
      case PRODUCTS -> rows.skip();
      case ORDERS -> {
        Optional<Row> first = take();
        yield first.isPresent() && !group(first.get()).isEmpty();
      }
    };
  }

  private Optional<Row> take() throws IOException, UnreadableFileException {
    Optional<Row> row = ahead.isPresent() ? ahead : rows.next();
    ahead = Optional.empty();
    return row;
  }

  private Unit product(Row row) {
    return switch (check(row, RowRules::product)) {
      case Checked.Good<ProductRow>(ProductRow good) ->
          new Unit(List.of(row), new Unit.Product(good));
      case Checked.Bad<ProductRow>(var faults) ->
          new Unit(List.of(row), new Unit.Bad(List.of(faults)));
    };
  }

  private List<Row> group(Row first) throws IOException, UnreadableFileException {
    List<Row> group = new ArrayList<>(List.of(first));
    ahead = rows.next();
    String reference = reference(first);
    while (ahead.isPresent() && belongs(ahead.get(), reference)) {
      group.add(ahead.get());
      if (group.size() > MAX_ORDER_ROWS) {
        throw orderTooLong(first);
      }
      ahead = rows.next();
    }
    return group;
  }

  private Unit order(List<Row> group) {
    List<OrderRow> lines = new ArrayList<>();
    List<List<CellFault>> faults = new ArrayList<>();
    for (Row row : group) {
      switch (check(row, RowRules::order)) {
        case Checked.Good<OrderRow>(OrderRow good) -> {
          lines.add(good);
          faults.add(List.of());
        }
        case Checked.Bad<OrderRow>(var found) -> faults.add(found);
      }
    }
    if (lines.size() < group.size()) {
      return new Unit(group, new Unit.Bad(OrderFaults.spread(group, faults)));
    }
    if (lines.stream().map(OrderRow::customerId).distinct().count() > 1) {
      return new Unit(group, new Unit.Bad(OrderFaults.customersDiffer(lines)));
    }
    return lines.size() > RowRules.MAX_LINES
        ? new Unit(group, new Unit.Bad(OrderFaults.tooManyLines(group)))
        : new Unit(group, new Unit.Order(lines));
  }

  private interface Rule<T> {
    Checked<T> check(Map<String, String> cells);
  }

  private <T> Checked<T> check(Row row, Rule<T> rule) {
    return row.malformed().isEmpty()
        ? rule.check(header().byColumn(row.cells()))
        : new Checked.Bad<>(List.of(OrderFaults.malformed(row, header().notation())));
  }

  /// A first row without a reference stands alone.
  private boolean belongs(Row next, String reference) {
    String own = reference(next);
    return !reference.isEmpty() && (own.isEmpty() || own.equals(reference));
  }

  /// Empty when there is none or the row could not be taken apart.
  private String reference(Row row) {
    return row.malformed().isEmpty() ? header().cell(row.cells(), "reference").strip() : "";
  }

  private static UnreadableFileException orderTooLong(Row first) {
    return new UnreadableFileException(
        "order_too_long",
        "the order that begins on line %d has more than %d rows"
            .formatted(first.line(), MAX_ORDER_ROWS),
        "an order has at most %d lines; give the next order another reference"
            .formatted(RowRules.MAX_LINES));
  }
}
