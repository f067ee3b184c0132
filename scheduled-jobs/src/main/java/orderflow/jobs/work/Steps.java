package orderflow.jobs.work;

import orderflow.jobs.application.Job;
import orderflow.jobs.domain.Progress;
import orderflow.kit.json.Json;

/// Ends that several jobs share.
final class Steps {

  private Steps() {}

  /// The end of a dry run of a job that has nothing to show beforehand.
  static Job.Step dry(Job.Work work) {
    Progress before = work.run().progress();
    Figures figures = Figures.read(before.figures()).with("dryRun", Json.of(true));
    return new Job.Done(
        new Progress(before.items(), before.failures(), figures.write(), before.checkpoint()));
  }
}
