package orderflow.kit.id;

import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What is different each time: the clock and the randomness of a function.
///
/// @param random cannot be predicted outside tests
public record Chance(InstantSource clock, RandomGenerator random) {

  /// The time in milliseconds, the precision that everything is kept in.
  public Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  /// Ids of now.
  public Ids ids() {
    return new Ids(clock, random);
  }

  /// A fresh id that begins with exactly this time, so that lists by id are lists by time.
  public String id(String prefix, Instant at) {
    return new Ids(InstantSource.fixed(at), random).next(prefix);
  }
}
