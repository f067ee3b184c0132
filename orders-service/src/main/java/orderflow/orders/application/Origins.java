package orderflow.orders.application;

import java.time.Instant;
import orderflow.kit.id.Chance;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.Origin;

/// Where changes of this moment come from.
final class Origins {
  private Origins() {}

  static Origin of(Chance chance, Actor actor, String requestId, Instant at) {
    return new Origin(chance.id("evt_", at), actor, requestId, at);
  }
}
