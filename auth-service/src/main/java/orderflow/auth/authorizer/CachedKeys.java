package orderflow.auth.authorizer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import orderflow.auth.token.KeySet;
import orderflow.auth.token.PublicKey;

/// The public keys in memory: read at first use, again after [#MAX_AGE], and again for a kid that
/// is not among them, which a key just rotated in has. Once there are keys, the table is asked at
/// most every [#MIN_INTERVAL], so that made-up kids cost nothing, and keys at hand serve through an
/// outage.
public final class CachedKeys {
  /// How long a key that was taken out may still be accepted.
  public static final Duration MAX_AGE = Duration.ofMinutes(5);

  /// Shortest time between two reads once there are keys.
  public static final Duration MIN_INTERVAL = Duration.ofSeconds(30);

  private final Supplier<KeySet> source;
  private final InstantSource clock;
  private Optional<KeySet> keys = Optional.empty();
  private Instant readAt = Instant.MIN;
  private Instant askedAt = Instant.MIN;

  /// An empty cache; nothing is read yet.
  ///
  /// @param source reads the keys, or throws [KeysUnavailableException]
  public CachedKeys(Supplier<KeySet> source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /// The key of a kid.
  ///
  /// @throws KeysUnavailableException when no keys were ever read and none can be read now
  public synchronized Optional<PublicKey> find(String kid) {
    Instant now = clock.instant();
    if (keys.isEmpty()) {
      read(now);
    } else if (isStale(now) || find(keys, kid).isEmpty()) {
      readAgain(now);
    }
    return find(keys, kid);
  }

  private static Optional<PublicKey> find(Optional<KeySet> keys, String kid) {
    return keys.flatMap(set -> set.find(kid));
  }

  private boolean isStale(Instant now) {
    return !now.isBefore(readAt.plus(MAX_AGE));
  }

  private void read(Instant now) {
    askedAt = now;
    keys = Optional.of(source.get());
    readAt = now;
  }

  private void readAgain(Instant now) {
    if (now.isBefore(askedAt.plus(MIN_INTERVAL))) {
      return;
    }
    try {
      read(now);
    } catch (KeysUnavailableException e) {
      // The keys at hand go on serving; the next attempt comes after the interval.
      askedAt = now;
    }
  }
}
