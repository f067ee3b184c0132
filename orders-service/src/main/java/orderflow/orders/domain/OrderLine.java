package orderflow.orders.domain;

import orderflow.model.Money;

/// One product of an order at the price of the moment it was placed.
///
/// @param quantity pieces, at least 1
/// @param unitPrice for one piece
public record OrderLine(String sku, String name, long quantity, Money unitPrice) {

  public Money total() {
    return unitPrice.times(quantity);
  }
}
