package orderflow.orders.domain;

import java.util.regex.Pattern;
import orderflow.model.Money;

/// A product of the catalogue; its stock is counted elsewhere.
///
/// @param sku its name for programs, see [#SKU_FORM]
/// @param name its name for people
/// @param price for one piece
/// @param active whether it is listed and can be ordered
/// @param initialStock pieces it was created with
/// @param version counts its changes, from 1
public record Product(
    String sku, String name, Money price, boolean active, long initialStock, long version) {
  public static final String SKU_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
  public static final int MAX_SKU_LENGTH = 64;

  private static final Pattern SKU = Pattern.compile(SKU_FORM);

  public static boolean isSku(String text) {
    return SKU.matcher(text).matches();
  }

  /// The product with new values, one version on.
  public Product changedTo(ProductValues values) {
    return new Product(
        sku, values.name(), values.price(), values.active(), initialStock, version + 1);
  }

  public static Product created(String sku, ProductValues values, long initialStock) {
    return new Product(sku, values.name(), values.price(), values.active(), initialStock, 1);
  }

  public ProductValues values() {
    return new ProductValues(name, price, active);
  }
}
