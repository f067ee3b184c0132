package orderflow.auth.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.KeyRing;
import orderflow.auth.domain.Origin;
import orderflow.auth.dynamodb.KeyRingStore;
import orderflow.auth.token.NewKey;
import orderflow.kit.dynamodb.Fence;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Keeps the signing keys on their plan: takes out keys whose tokens are dead, lets the next key
/// sign when it is its turn, and publishes another one for the turn after. Tokens that were signed
/// before stay good until they expire. The same call again changes nothing.
public final class RotateKeys {
  /// Two rotations at once disturb each other once, and then agree.
  private static final int ATTEMPTS = 4;

  private final EnsureKeys ensureKeys;
  private final KeyRingStore store;
  private final Chance chance;
  private final Duration tokenLifetime;

  public RotateKeys(
      EnsureKeys ensureKeys, KeyRingStore store, Chance chance, Duration tokenLifetime) {
    this.ensureKeys = ensureKeys;
    this.store = store;
    this.chance = chance;
    this.tokenLifetime = tokenLifetime;
  }

  /// Who asks for what.
  ///
  /// @param atOnce whether the next key is to sign although the present one has not served its time
  ///   yet; it is not put to use before it has been published long enough, asked for or not
  /// @param withdraw the key to take out at once, because somebody else may hold it: its tokens are
  ///   refused as soon as the key set has been read again. If it signs, the next key takes over,
  ///   however short it has been published.
  public record Request(
      boolean atOnce, Optional<String> withdraw, String requestId, Optional<Fence> fence) {}

  public sealed interface Result {

    /// The keys as they are now.
    ///
    /// @param rotated whether another key signs from this call on
    record Rotation(boolean rotated, KeyRing ring) implements Result {}

    /// A later run of the job has taken over.
    record Fenced() implements Result {}

    /// Others kept changing the keys; nothing was written.
    record Busy() implements Result {}
  }

  /// The fence of a job, which admits this run or knows of a later one.
  public Fence fence(String job, long token) {
    return store.fence(job, token);
  }

  public boolean admits(Fence fence) {
    return store.admits(fence);
  }

  public Result rotate(Request request, Deadline deadline) {
    ensureKeys.ensure(request.requestId(), deadline);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Result> result = tryOnce(request, store.read().orElseThrow(), deadline);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new Result.Busy();
  }

  private Optional<Result> tryOnce(Request request, KeyRing ring, Deadline deadline) {
    Instant now = Instant.ofEpochMilli(chance.clock().millis());
    KeyRing living = ring.withoutDead(now);
    Optional<String> withdrawn =
        request.withdraw().filter(living.kids()::contains).filter(_ -> living.next().isPresent());
    boolean turn =
        withdrawn.isEmpty() && living.isReady(now) && (request.atOnce() || living.isDue(now));
    KeyRing turned = turn ? living.rotated(now, tokenLifetime) : without(withdrawn, living, now);
    Optional<NewKey> fresh =
        turned.next().isPresent() ? Optional.empty() : Optional.of(NewKey.generate());
    KeyRing planned = fresh.map(key -> turned.withNext(key.publicKey().kid(), now)).orElse(turned);
    if (planned.equals(ring)) {
      return Optional.of(new Result.Rotation(false, ring));
    }
    KeyRing next = planned.counted();
    return switch (store.change(
        ring, next, fresh, entry(request, next, now), request.fence(), deadline)) {
      case DONE -> done(request, ring, next);
      case STALE -> Optional.empty();
      case BUSY -> Optional.of(new Result.Busy());
      case FENCED -> Optional.of(new Result.Fenced());
    };
  }

  private static KeyRing without(Optional<String> withdrawn, KeyRing ring, Instant now) {
    return withdrawn.map(kid -> ring.withdrawn(kid, now)).orElse(ring);
  }

  /// A key that signs alone is withdrawn in two steps: first there has to be another.
  private static Optional<Result> done(Request request, KeyRing before, KeyRing after) {
    boolean stays = request.withdraw().filter(after.kids()::contains).isPresent();
    boolean rotated = !before.signingKid().equals(after.signingKid());
    return stays ? Optional.empty() : Optional.of(new Result.Rotation(rotated, after));
  }

  private AuditEntry entry(Request request, KeyRing ring, Instant now) {
    return AuditEntry.at(
            now,
            chance,
            AuditAction.KEYS_CHANGED,
            AuditEntry.KEYS,
            Origin.ofCommand(request.requestId()))
        .with(
            "signing %s, published %s".formatted(ring.signingKid(), String.join(" ", ring.kids())));
  }
}
