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
  public record Request(boolean atOnce, String requestId, Optional<Fence> fence) {}

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
    ensureKeys.ensure(deadline);
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
    boolean turn = living.isReady(now) && (request.atOnce() || living.isDue(now));
    KeyRing turned = turn ? living.rotated(now, tokenLifetime) : living;
    Optional<NewKey> fresh =
        turned.next().isPresent() ? Optional.empty() : Optional.of(NewKey.generate());
    KeyRing planned = fresh.map(key -> turned.withNext(key.publicKey().kid(), now)).orElse(turned);
    if (planned.equals(ring)) {
      return Optional.of(new Result.Rotation(false, ring));
    }
    KeyRing next = planned.counted();
    return switch (store.change(
        ring, next, fresh, entry(request, next, now), request.fence(), deadline)) {
      case DONE -> Optional.of(new Result.Rotation(turn, next));
      case STALE -> Optional.empty();
      case BUSY -> Optional.of(new Result.Busy());
      case FENCED -> Optional.of(new Result.Fenced());
    };
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
