package orderflow.orders.application;

import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import orderflow.kit.id.Ids;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.Origin;

/// Clock and randomness of a function.
public record Chance(InstantSource clock, RandomGenerator random) {

  /// The time in milliseconds, the precision that everything is kept in.
  public Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  /// A fresh id that begins with exactly this time, so that lists by id are lists by time.
  public String id(String prefix, Instant at) {
    return new Ids(InstantSource.fixed(at), random).next(prefix);
  }

  Origin origin(Actor actor, String requestId, Instant at) {
    return new Origin(id("evt_", at), actor, requestId, at);
  }
}
