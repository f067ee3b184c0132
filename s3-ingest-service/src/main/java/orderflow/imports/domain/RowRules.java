package orderflow.imports.domain;

import java.util.Map;
import java.util.Optional;

/// Rows against the columns of [ImportSchema].
public final class RowRules {
  /// The most lines of one order.
  public static final int MAX_LINES = 50;

  private RowRules() {}

  /// Checks a row of products.
  ///
  /// @param row cells by column; a column the file does not have is absent
  public static Checked<ProductRow> product(Map<String, String> row) {
    Cells cells = new Cells(row);
    String sku = cells.text(ImportSchema.SKU);
    String name = cells.text(ImportSchema.NAME);
    long amount = cells.whole(ImportSchema.AMOUNT).orElse(0L);
    String currency = cells.text(ImportSchema.CURRENCY);
    Optional<Long> stock = cells.whole(ImportSchema.STOCK);
    boolean active = cells.flag(ImportSchema.ACTIVE);
    return cells.checked(() -> new ProductRow(sku, name, amount, currency, stock, active));
  }

  /// Checks a row of orders.
  public static Checked<OrderRow> order(Map<String, String> row) {
    Cells cells = new Cells(row);
    String reference = cells.text(ImportSchema.REFERENCE);
    String customer = cells.text(ImportSchema.CUSTOMER);
    String sku = cells.text(ImportSchema.SKU);
    long quantity = cells.whole(ImportSchema.QUANTITY).orElse(0L);
    return cells.checked(() -> new OrderRow(reference, customer, sku, quantity));
  }
}
