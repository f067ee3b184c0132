package orderflow.imports.domain;

import java.util.List;
import java.util.regex.Pattern;

/// The columns of each kind of files, in one place: rows are checked by them, headers, templates,
/// the schema routes and `docs/reference/import-schemas.md` come from them.
///
/// They are the rules of the orders service's commands `UpsertProducts` and `PlaceOrders`, as far
/// as a row shows them, so that a bad row never travels.
///
/// @param version counts changes that a file could notice, from 1
/// @param columns in the order they are written in
public record ImportSchema(ImportKind kind, int version, List<Column> columns) {
  /// The longest record of a file, line ends inside quotes included.
  public static final int MAX_RECORD_BYTES = 64 * 1024;

  private static final long MAX_AMOUNT = (1L << 53) - 1;
  private static final long MAX_PIECES = 1_000_000_000;
  private static final Column.Form SKU_FORM =
      new Column.Form(
          Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"),
          "1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit");

  static final Column SKU =
      new Column("sku", true, SKU_FORM, "The product's number in the catalogue", "MUG-1");
  static final Column NAME =
      new Column("name", true, new Column.Text(200), "What customers read", "Enamel mug");
  static final Column AMOUNT =
      new Column(
          "amount",
          true,
          new Column.Whole(0, MAX_AMOUNT, "write minor units: 1999 for 19.99 in EUR"),
          "Price of one piece in minor units",
          "1250");
  static final Column CURRENCY =
      new Column(
          "currency",
          true,
          new Column.Form(Pattern.compile("[A-Z]{3}"), "an ISO 4217 code such as EUR"),
          "Currency of the price",
          "EUR");
  static final Column STOCK =
      new Column(
          "stock",
          false,
          new Column.Whole(0, MAX_PIECES, "write pieces"),
          "Pieces that a new product begins with; of a product that exists, nothing or what it"
              + " began with",
          "100");
  static final Column ACTIVE =
      new Column(
          "active", false, new Column.Flag(true), "Whether it can be ordered and seen", "true");
  static final Column REFERENCE =
      new Column(
          "reference",
          true,
          new Column.Text(100),
          "The customer's own name of the order: consecutive rows of one reference are one order,"
              + " and a reference makes one order of a customer, in whatever file it comes",
          "PO-4711");
  static final Column CUSTOMER =
      new Column(
          "customerId",
          true,
          new Column.Form(
              Pattern.compile("(usr|cli)_[0-7][0-9A-HJKMNP-TV-Z]{25}"),
              "a customer's id such as usr_ and 26 characters"),
          "Whose order it is",
          "usr_01JD8Y0000CVST0MER00000000");
  static final Column QUANTITY =
      new Column("quantity", true, new Column.Whole(1, MAX_PIECES, "write pieces"), "Pieces", "2");

  private static final ImportSchema PRODUCTS =
      new ImportSchema(ImportKind.PRODUCTS, 1, List.of(SKU, NAME, AMOUNT, CURRENCY, STOCK, ACTIVE));
  private static final ImportSchema ORDERS =
      new ImportSchema(ImportKind.ORDERS, 1, List.of(REFERENCE, CUSTOMER, SKU, QUANTITY));

  public ImportSchema {
    columns = List.copyOf(columns);
  }

  public static ImportSchema of(ImportKind kind) {
    return switch (kind) {
      case PRODUCTS -> PRODUCTS;
      case ORDERS -> ORDERS;
    };
  }
}
