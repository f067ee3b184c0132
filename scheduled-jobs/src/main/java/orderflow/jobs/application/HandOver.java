package orderflow.jobs.application;

import java.time.Duration;
import java.util.Optional;
import orderflow.jobs.domain.JobRun;
import orderflow.jobs.domain.RunFault;
import orderflow.kit.invoke.FunctionClient;
import orderflow.kit.invoke.SendResult;
import orderflow.kit.job.JobEvent;
import orderflow.kit.time.Deadline;

/// Starts a run, or goes on with it, in an invocation of its own.
public final class HandOver {
  /// What is kept back beside the longest step to keep its progress and hand over.
  public static final Duration RESERVE = Duration.ofSeconds(10);

  private final FunctionClient functions;

  public HandOver(FunctionClient functions) {
    this.functions = functions;
  }

  /// Sends the run's event; whether it arrived is not always known, so it may be sent again.
  public SendResult send(String function, JobRun run, Deadline deadline) {
    JobEvent event = new JobEvent(run.job(), run.times().scheduledFor(), Optional.of(run.id()));
    return functions.send(function, event.toJson(), deadline);
  }

  /// Goes on in another invocation of the function.
  ///
  /// @throws JobFailedException when Lambda did not take the event; then the event of this
  ///   invocation, sent again, goes on
  void goOn(JobRun run, Invocation invocation) {
    SendResult sent = send(invocation.self(), run, invocation.deadline());
    if (sent != SendResult.ACCEPTED) {
      throw new JobFailedException(
          run, new RunFault("not_continued", "Lambda did not take the next event: " + sent));
    }
  }
}
