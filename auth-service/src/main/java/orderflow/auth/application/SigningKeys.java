package orderflow.auth.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import orderflow.auth.dynamodb.KeyStore;
import orderflow.auth.token.SigningKey;

/// The key that signs, read at first use and kept for [#KEPT], so that a login after a rotation
/// signs with the new key in time: the old one is published longer than that.
public final class SigningKeys {
  /// How long a key is used without looking whether it still is the one.
  public static final Duration KEPT = Duration.ofSeconds(60);

  private final KeyStore store;
  private final InstantSource clock;
  private volatile Optional<Kept> kept = Optional.empty();

  public SigningKeys(KeyStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// The key, if any has been made.
  public Optional<SigningKey> current() {
    Instant now = clock.instant();
    Optional<Kept> known = kept.filter(key -> now.isBefore(key.until()));
    if (known.isEmpty()) {
      known = store.signingKey().map(key -> new Kept(key, now.plus(KEPT)));
      kept = known;
    }
    return known.map(Kept::key);
  }

  private record Kept(SigningKey key, Instant until) {}
}
