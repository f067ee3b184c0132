package orderflow.jobs.application;

import java.util.Optional;
import orderflow.jobs.domain.JobRun;
import orderflow.jobs.dynamodb.RunStore;
import orderflow.kit.dynamodb.Page;

/// Reads the ledger.
public final class ReadRuns {
  private final RunStore runs;

  public ReadRuns(RunStore runs) {
    this.runs = runs;
  }

  public Optional<JobRun> find(String job, String runId) {
    return runs.find(job, runId);
  }

  public Optional<JobRun> last(String job) {
    return runs.page(job, 1, Optional.empty()).data().stream().findFirst();
  }

  /// Newest first.
  public Page<JobRun> page(String job, int limit, Optional<String> before) {
    return runs.page(job, limit, before);
  }
}
