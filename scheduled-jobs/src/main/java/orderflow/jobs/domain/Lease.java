package orderflow.jobs.domain;

import java.time.Instant;
import java.util.Optional;

/// Who may work for a job. At most one run has a live lease; each new holder gets a greater fencing
/// token, and the services refuse what comes with a lower one.
///
/// @param holder id of the run that has it, or had it when it died
/// @param until the holder is taken for dead from then on
/// @param handedOver whether the holder waits for its next invocation
/// @param token the last fencing token given out, 0 for none
/// @param version changes with every write
public record Lease(
    Optional<String> holder, Instant until, boolean handedOver, long token, long version) {

  /// Of a job that never ran.
  public static final Lease NEVER = new Lease(Optional.empty(), Instant.EPOCH, false, 0, 0);

  /// What a delivery for a run may do.
  public sealed interface Verdict {}

  /// Take the lease.
  ///
  /// @param dead the run that died with it
  /// @param sameAttempt whether the run only goes on in another invocation
  public record Take(Optional<String> dead, boolean sameAttempt) implements Verdict {}

  /// Wait: another delivery of this run is at work, or has died and is not known to be dead.
  public record Wait(Instant until) implements Verdict {}

  /// Leave it: another run is at work.
  public record Occupied(String holder) implements Verdict {}

  /// The run is over.
  public record Over() implements Verdict {}

  /// Decides for a run that was read after this lease.
  public Verdict verdict(JobRun run, Instant now) {
    if (run.status().isFinal()) {
      return new Over();
    }
    if (holder.isEmpty()) {
      return new Take(Optional.empty(), false);
    }
    boolean own = holder.get().equals(run.id());
    if (own && handedOver) {
      return new Take(Optional.empty(), true);
    }
    if (!until.isAfter(now)) {
      return new Take(holder.filter(dead -> !own), false);
    }
    return own ? new Wait(until) : new Occupied(holder.get());
  }

  /// The lease of a new holder.
  public Lease taken(String runId, Instant end) {
    return new Lease(Optional.of(runId), end, false, token + 1, version + 1);
  }
}
