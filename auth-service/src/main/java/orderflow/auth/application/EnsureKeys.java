package orderflow.auth.application;

import java.util.Optional;
import orderflow.auth.domain.DataKey;
import orderflow.auth.dynamodb.KeyStore;
import orderflow.auth.token.NewKey;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Makes the first signing key and the key that seeds are sealed with, once for all: of any number
/// of calls at once, one of each stays.
public final class EnsureKeys {
  private final KeyStore keys;
  private final Chance chance;

  public EnsureKeys(KeyStore keys, Chance chance) {
    this.keys = keys;
    this.chance = chance;
  }

  /// The key that signs from here on.
  ///
  /// @param created whether this call made it
  public record Ensured(String kid, boolean created) {}

  public Ensured ensure(Deadline deadline) {
    if (keys.dataKey(DataKeys.NEWEST).isEmpty()) {
      keys.createDataKey(DataKey.fresh(DataKeys.NEWEST, chance.random()), chance.clock().instant());
    }
    Optional<String> existing = keys.signingKid();
    return existing.map(kid -> new Ensured(kid, false)).orElseGet(() -> create(deadline));
  }

  private Ensured create(Deadline deadline) {
    NewKey key = NewKey.generate();
    return keys.createFirst(key, chance.clock().instant(), deadline)
        ? new Ensured(key.publicKey().kid(), true)
        : new Ensured(keys.signingKid().orElseThrow(), false);
  }
}
