package orderflow.jobs.application;

import java.time.Duration;
import orderflow.jobs.domain.JobRun;
import orderflow.jobs.domain.Progress;
import orderflow.jobs.domain.RunFault;
import orderflow.kit.time.Deadline;

/// The work of a job, one step at a time. Any step may be repeated: the process may die before its
/// progress is kept.
public interface Job {

  /// The longest a step takes; the lease is held for longer than that.
  Duration longestStep();

  /// Does the next step.
  Step step(Work work);

  /// What a step is given.
  ///
  /// @param run with its progress so far
  /// @param token fencing token of the lease, for every command
  /// @param deadline of this step
  record Work(JobRun run, long token, Deadline deadline) {}

  /// How a step ended.
  sealed interface Step {}

  /// There is more to do.
  record More(Progress progress) implements Step {}

  /// All is done.
  record Done(Progress progress) implements Step {}

  /// The step was not done, for a reason that may pass.
  record Failed(RunFault fault) implements Step {}

  /// A service refused the fencing token: another attempt has taken over.
  record Fenced() implements Step {}
}
