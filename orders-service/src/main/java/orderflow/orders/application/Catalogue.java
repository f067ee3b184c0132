package orderflow.orders.application;

import java.util.Optional;
import orderflow.kit.dynamodb.Page;
import orderflow.orders.domain.Adjustment;
import orderflow.orders.domain.StockedProduct;
import orderflow.orders.dynamodb.ProductStore;

/// Reads what is for sale.
public final class Catalogue {
  private final ProductStore products;

  public Catalogue(ProductStore products) {
    this.products = products;
  }

  /// An active product.
  public Optional<StockedProduct> find(String sku) {
    return products.find(sku).filter(entry -> entry.product().active());
  }

  public Page<StockedProduct> page(int limit, Optional<String> after) {
    return products.page(limit, after);
  }

  /// The adjustments of a product, active or not; nothing when it does not exist.
  public Optional<Page<Adjustment>> adjustments(String sku, int limit, Optional<String> before) {
    return products.find(sku).map(_ -> products.adjustments(sku, limit, before));
  }
}
