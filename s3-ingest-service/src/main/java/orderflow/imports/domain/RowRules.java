package orderflow.imports.domain;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rules of a row, for what can be seen without the orders service; they are the rules of its
/// commands `UpsertProducts` and `PlaceOrders`, so that a bad row never travels.
public final class RowRules {
  /// The most lines of one order.
  public static final int MAX_LINES = 50;

  private static final Pattern SKU = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final String SKU_WORDS =
      "1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit";
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern CUSTOMER = Pattern.compile("(usr|cli)_[0-7][0-9A-HJKMNP-TV-Z]{25}");
  private static final long MAX_AMOUNT = (1L << 53) - 1;
  private static final long MAX_PIECES = 1_000_000_000;

  private RowRules() {}

  /// Checks a row of products.
  ///
  /// @param row cells by column; a column the file does not have is absent
  public static Checked<ProductRow> product(Map<String, String> row) {
    Cells cells = new Cells(row);
    String sku = cells.matching("sku", SKU, SKU_WORDS);
    String name = cells.text("name", 200);
    long amount = cells.whole("amount", 0, MAX_AMOUNT, "write minor units: 1999 for 19.99 in EUR");
    String currency = cells.matching("currency", CURRENCY, "an ISO 4217 code such as EUR");
    Optional<Long> stock = cells.optionalWhole("stock", 0, MAX_PIECES, "write pieces");
    boolean active = cells.flag("active", true);
    return cells.checked(() -> new ProductRow(sku, name, amount, currency, stock, active));
  }

  /// Checks a row of orders.
  public static Checked<OrderRow> order(Map<String, String> row) {
    Cells cells = new Cells(row);
    String reference = cells.text("reference", 100);
    String customer =
        cells.matching("customerId", CUSTOMER, "a customer's id such as usr_ and 26 characters");
    String sku = cells.matching("sku", SKU, SKU_WORDS);
    long quantity = cells.whole("quantity", 1, MAX_PIECES, "write pieces");
    return cells.checked(() -> new OrderRow(reference, customer, sku, quantity));
  }
}
