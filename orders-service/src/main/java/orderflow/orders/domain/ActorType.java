package orderflow.orders.domain;

import java.util.Locale;

/// In which role somebody acts on an order.
public enum ActorType {
  /// The owner of the order.
  CUSTOMER,
  /// An employee; admins count as staff.
  STAFF,
  /// A program with a token of its own; it acts on any customer's orders within its scopes.
  CLIENT,
  /// The backend itself: a command or a job.
  SYSTEM;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The type of a wire form.
  ///
  /// @throws IllegalArgumentException when there is none
  public static ActorType of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
