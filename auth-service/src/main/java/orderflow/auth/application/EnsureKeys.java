package orderflow.auth.application;

import java.util.Optional;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.DataKey;
import orderflow.auth.domain.Origin;
import orderflow.auth.dynamodb.KeyRingStore;
import orderflow.auth.dynamodb.KeyStore;
import orderflow.auth.token.NewKey;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Makes the first signing key and the key that seeds are sealed with, once for all: of any number
/// of calls at once, one of each stays.
public final class EnsureKeys {
  private final KeyStore keys;
  private final KeyRingStore ring;
  private final Chance chance;

  public EnsureKeys(KeyStore keys, KeyRingStore ring, Chance chance) {
    this.keys = keys;
    this.ring = ring;
    this.chance = chance;
  }

  /// The key that signs from here on.
  ///
  /// @param created whether this call made it
  public record Ensured(String kid, boolean created) {}

  public Ensured ensure(String requestId, Deadline deadline) {
    if (keys.dataKey(DataKeys.NEWEST).isEmpty()) {
      keys.createDataKey(DataKey.fresh(DataKeys.NEWEST, chance.random()), chance.clock().instant());
    }
    Optional<String> existing = keys.signingKid();
    return existing
        .map(kid -> new Ensured(kid, false))
        .orElseGet(() -> create(requestId, deadline));
  }

  private Ensured create(String requestId, Deadline deadline) {
    NewKey key = NewKey.generate();
    AuditEntry entry =
        AuditEntry.at(
                chance.now(),
                chance,
                AuditAction.KEYS_CHANGED,
                AuditEntry.KEYS,
                Origin.ofCommand(requestId))
            .with("signing %1$s, published %1$s".formatted(key.publicKey().kid()));
    return ring.createFirst(key, entry, deadline)
        ? new Ensured(key.publicKey().kid(), true)
        : new Ensured(keys.signingKid().orElseThrow(), false);
  }
}
