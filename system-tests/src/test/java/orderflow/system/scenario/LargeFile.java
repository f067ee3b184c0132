package orderflow.system.scenario;

import java.util.ArrayList;
import java.util.List;

/// A file of many rows, one in a hundred of them bad, each bad one in another way, and the faults
/// that must be found in it.
///
/// @param faults `row code` in the order of the file
record LargeFile(String kind, String text, long rows, long badRows, List<String> faults) {
  /// Pieces of each product.
  static final long STOCK = 1_000;

  private static final int ONE_IN = 100;
  private static final int LINES = 5;
  private static final String CUSTOMER = "usr_01JD8Y0000CVST0MER00000000";

  LargeFile {
    faults = List.copyOf(faults);
  }

  /// Products whose SKUs begin with the prefix: `{prefix}0`, `{prefix}1` and so on, a thousand
  /// pieces each.
  static LargeFile products(String prefix, int rows) {
    StringBuilder text = new StringBuilder("sku,name,amount,currency,stock,active\n");
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      if (isBad(i)) {
        String[] bad = badProduct(prefix, i);
        text.append(bad[0]);
        faults.add((i + 1) + " " + bad[1]);
      } else {
        text.append("%s%d,\"Mug, no. %d\",500,EUR,%d,true\n".formatted(prefix, i, i, STOCK));
      }
    }
    return new LargeFile("products", text.toString(), rows, faults.size(), faults);
  }

  /// Orders of five rows each, for products of [#products].
  ///
  /// @param name what the orders' references begin with, behind `R-`
  /// @param products rows of the file of products
  /// @param rows a multiple of five
  static LargeFile orders(String name, String prefix, int products, int rows) {
    StringBuilder text = new StringBuilder("reference,customerId,sku,quantity\n");
    List<String> faults = new ArrayList<>();
    for (int order = 0; order < rows / LINES; order++) {
      for (int line = 0; line < LINES; line++) {
        int row = order * LINES + line;
        boolean isBad = isBad(order);
        text.append(
            isBad
                ? badOrder(name, prefix, products, order, line)
                : good(name, prefix, products, row));
        if (isBad) {
          faults.add((row + 1) + " " + orderFault(order, line));
        }
      }
    }
    return new LargeFile("orders", text.toString(), rows, faults.size(), faults);
  }

  private static boolean isBad(int index) {
    return index % ONE_IN == ONE_IN - 1;
  }

  /// A row and the code of its fault.
  private static String[] badProduct(String prefix, int i) {
    String sku = prefix + i;
    return switch (i / ONE_IN % 6) {
      case 0 -> new String[] {"?" + sku + ",Mug,500,EUR,1,true\n", "wrong_form"};
      case 1 -> new String[] {sku + ",,500,EUR,1,true\n", "required"};
      case 2 -> new String[] {sku + ",Mug,-5,EUR,1,true\n", "out_of_range"};
      case 3 -> new String[] {sku + ",Mug,500,EUR,1\n", "malformed_row"};
      case 4 -> new String[] {sku + ",\"Mug\"s,500,EUR,1,true\n", "malformed_row"};
      // The row before made it with another stock: only the orders service can tell.
      default -> new String[] {prefix + (i - 1) + ",Mug,500,EUR,7,true\n", "stock_not_updatable"};
    };
  }

  private static String good(String name, String prefix, int products, int row) {
    int product = row % products;
    String sku = prefix + (isBad(product) ? product - 1 : product);
    return "R-%s%d,%s,%s,1\n".formatted(name, row / LINES, CUSTOMER, sku);
  }

  /// The third of five rows has the fault, and all five are refused.
  private static String badOrder(String name, String prefix, int products, int order, int line) {
    String good = good(name, prefix, products, order * LINES + line);
    if (line != 2) {
      return good;
    }
    String reference = good.substring(0, good.indexOf(','));
    return switch (order / ONE_IN % 4) {
      case 0 -> reference + "," + CUSTOMER + ",,1\n";
      case 1 -> reference + "," + CUSTOMER + "," + prefix + "0,0\n";
      case 2 -> reference + "," + CUSTOMER + ",NO-SUCH-SKU,1\n";
      default -> reference + "," + CUSTOMER + "," + prefix + "0,900000\n";
    };
  }

  private static String orderFault(int order, int line) {
    return switch (order / ONE_IN % 4) {
      case 0 -> line == 2 ? "required" : "order_refused";
      case 1 -> line == 2 ? "out_of_range" : "order_refused";
      case 2 -> "unknown_product";
      default -> "out_of_stock";
    };
  }
}
