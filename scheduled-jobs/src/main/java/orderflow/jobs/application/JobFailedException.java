package orderflow.jobs.application;

import orderflow.jobs.domain.JobRun;
import orderflow.jobs.domain.RunFault;

/// An attempt failed. The ledger has it; Lambda sends the event again, and then to the dead
/// letters.
public final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobFailedException(JobRun run, RunFault fault) {
    super(
        "run %s of %s failed in attempt %d: %s: %s"
            .formatted(run.id(), run.job(), run.attempt(), fault.code(), fault.detail()));
  }
}
