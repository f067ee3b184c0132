package orderflow.orders.domain;

import java.util.Optional;

/// What the customer says of an order beside its lines.
///
/// @param reference the customer's own name for it
/// @param shippingAddress where it goes
public record OrderDetails(Optional<String> reference, Optional<Address> shippingAddress) {

  public static OrderDetails none() {
    return new OrderDetails(Optional.empty(), Optional.empty());
  }
}
