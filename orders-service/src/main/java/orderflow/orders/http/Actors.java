package orderflow.orders.http;

import orderflow.kit.http.Caller;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.ActorType;

/// The caller in the words of the domain.
final class Actors {

  private Actors() {}

  static Actor of(Caller.Identified caller) {
    if (caller.isStaff()) {
      return new Actor(ActorType.STAFF, caller.subject());
    }
    return new Actor(caller.isClient() ? ActorType.CLIENT : ActorType.CUSTOMER, caller.subject());
  }
}
