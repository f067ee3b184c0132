package orderflow.orders.domain;

import java.util.Locale;

/// Where an order is in its life (the HTTP contract, "States"). Refunds are amounts, not a state.
public enum OrderStatus {
  PENDING,
  PAID,
  PARTIALLY_SHIPPED,
  SHIPPED,
  DELIVERED,
  CANCELLED,
  EXPIRED;

  /// The form clients and the table see, for instance `partially_shipped`.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The status of a wire form.
  ///
  /// @throws IllegalArgumentException when there is none
  public static OrderStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
