package orderflow.local.lambda;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// One function of the platform: lets invocations in, finds each a process and counts.
final class FunctionInvoker {

  private final FunctionPool pool;
  private final FunctionCounters counters = new FunctionCounters();
  private final Semaphore slots;

  FunctionInvoker(FunctionDefinition definition, ProcessStarter starter, int processes) {
    pool = new FunctionPool(definition, starter);
    // A second process could not open the same debug port.
    slots = new Semaphore(definition.debugPort() == 0 ? processes : 1, true);
  }

  FunctionPool pool() {
    return pool;
  }

  FunctionStatistics statistics() {
    return counters.statistics(pool.definition().name(), pool.size());
  }

  /// Runs an event; waits for a process to be free while as many work as may.
  ///
  /// @throws IOException if no process can be started
  InvocationOutcome invoke(PendingEvent event) throws IOException, InterruptedException {
    if (!counters.enter(pool.definition())) {
      return Refusals.throttled();
    }
    try {
      slots.acquire();
      try {
        return run(event);
      } finally {
        slots.release();
      }
    } finally {
      counters.leave();
    }
  }

  /// Idle processes may have been killed from outside; the event then goes to the next one, at last
  /// to a new one.
  private InvocationOutcome.Finished run(PendingEvent event)
      throws IOException, InterruptedException {
    Optional<InvocationOutcome.Finished> finished = runInNextProcess(event);
    while (finished.isEmpty()) {
      finished = runInNextProcess(event);
    }
    return finished.get();
  }

  private Optional<InvocationOutcome.Finished> runInNextProcess(PendingEvent event)
      throws IOException, InterruptedException {
    ExecutionEnvironment environment = pool.take();
    try {
      return environment.run(event).map(answer -> finish(event, environment, checked(answer)));
    } catch (InterruptedException e) {
      environment.kill();
      throw e;
    } finally {
      pool.giveBack(environment);
    }
  }

  private InvocationOutcome.Finished finish(
      PendingEvent event, ExecutionEnvironment environment, Answer answer) {
    InvocationReport report =
        new InvocationReport(
            environment.definition().name(),
            event.requestId(),
            answer.at(),
            answer.duration(),
            answer.initDuration(),
            environment.definition().memoryMegabytes(),
            environment.usedMegabytes(),
            answer.failed());
    counters.count(report);
    String tail = environment.log().end(report);
    return new InvocationOutcome.Finished(
        event.requestId(), answer.payload(), answer.failed(), "$LATEST", tail, report);
  }

  private static Answer checked(Answer answer) {
    if (PayloadLimit.allows(answer.payload())) {
      return answer;
    }
    String error = Failures.tooLarge(PayloadLimit.RESPONSE_BYTES);
    return new Answer(error, true, answer.at(), answer.duration(), answer.initDuration());
  }
}
