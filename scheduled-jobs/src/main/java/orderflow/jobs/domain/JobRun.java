package orderflow.jobs.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One run of a job, as the ledger has it.
///
/// @param id `run_` and a time-ordered id
/// @param attempt how many attempts have begun; going on in another invocation is none
/// @param error of the last attempt
/// @param requestId of the invocation or request that touched it last
public record JobRun(
    String id,
    String job,
    RunTrigger trigger,
    boolean dryRun,
    RunStatus status,
    RunTimes times,
    int attempt,
    Progress progress,
    Optional<RunFault> error,
    String requestId) {
  public static final String ID_PREFIX = "run_";

  /// How long the ledger keeps a run.
  public static final Duration KEPT = Duration.ofDays(90);

  /// A run that waits for its first attempt.
  public static JobRun queued(
      String id, String job, RunTrigger trigger, boolean dryRun, RunTimes times, String requestId) {
    return new JobRun(
        id,
        job,
        trigger,
        dryRun,
        RunStatus.QUEUED,
        times,
        0,
        Progress.NONE,
        Optional.empty(),
        requestId);
  }

  /// The run with a new attempt.
  public JobRun begun(Instant now, String invocation) {
    return new JobRun(
        id,
        job,
        trigger,
        dryRun,
        RunStatus.RUNNING,
        new RunTimes(
            times.scheduledFor(),
            times.createdAt(),
            times.startedAt().or(() -> Optional.of(now)),
            Optional.empty()),
        attempt + 1,
        progress,
        Optional.empty(),
        invocation);
  }

  /// The run as another invocation of the same attempt goes on with it.
  public JobRun continued(String invocation) {
    return new JobRun(
        id, job, trigger, dryRun, status, times, attempt, progress, error, invocation);
  }

  public JobRun with(Progress more) {
    return new JobRun(id, job, trigger, dryRun, status, times, attempt, more, error, requestId);
  }

  public JobRun succeeded(Instant now) {
    return ended(RunStatus.SUCCEEDED, now, Optional.empty());
  }

  public JobRun failed(Instant now, RunFault fault) {
    return ended(RunStatus.FAILED, now, Optional.of(fault));
  }

  public JobRun skipped(Instant now, String inTheWay) {
    return ended(
        RunStatus.SKIPPED, now, Optional.of(new RunFault("overlap", inTheWay + " is under way")));
  }

  private JobRun ended(RunStatus end, Instant now, Optional<RunFault> fault) {
    return new JobRun(
        id,
        job,
        trigger,
        dryRun,
        end,
        new RunTimes(times.scheduledFor(), times.createdAt(), times.startedAt(), Optional.of(now)),
        attempt,
        progress,
        fault,
        requestId);
  }
}
