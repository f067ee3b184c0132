package orderflow.orders.domain;

/// What a customer wants of one product.
///
/// @param sku the product
/// @param quantity pieces, at least 1
public record RequestedLine(String sku, long quantity) {

  public RequestedLine {
    if (quantity < 1) {
      throw new IllegalArgumentException("quantity must be at least 1, found " + quantity);
    }
  }
}
