package orderflow.orders.domain;

/// Who did something.
///
/// @param type in which role
/// @param id user id, client id or, for the system, the command's name
public record Actor(ActorType type, String id) {

  /// Whether the orders of every customer are this actor's to work on.
  public boolean actsForAnyCustomer() {
    return type != ActorType.CUSTOMER;
  }
}
