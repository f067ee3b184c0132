package orderflow.jobs.work;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import orderflow.jobs.application.Job;
import orderflow.jobs.domain.Progress;
import orderflow.jobs.domain.RunFault;
import orderflow.kit.json.Json;

/// Expires the orders that are due, one batch a step. What an answer lost on its way had expired is
/// not counted again.
///
/// Orders that others keep changing remain due although a call did nothing. They are asked for
/// again after a pause with full jitter that grows from one to eight seconds; at the fifth call
/// without progress the attempt fails, and Lambda's next try comes a minute later.
public final class ExpireOrders implements Job {
  private static final int BATCH = 500;

  private static final int TRIES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration ONE_CALL = Duration.ofSeconds(2);

  private final Commands orders;
  private final Consumer<Duration> pause;
  private final RandomGenerator random;

  /// Prepares the job.
  ///
  /// @param pause lets time pass between tries
  public ExpireOrders(Commands orders, Consumer<Duration> pause, RandomGenerator random) {
    this.orders = orders;
    this.pause = pause;
    this.random = random;
  }

  @Override
  public Duration longestStep() {
    return Duration.ofSeconds(20);
  }

  @Override
  public Step step(Work work) {
    if (work.run().dryRun()) {
      return Steps.dry(work);
    }
    Step step = once(work);
    for (int tries = 1; isIdle(work, step); tries++) {
      Duration wait = wait(tries);
      if (tries == TRIES || !work.deadline().allows(wait.plus(ONE_CALL))) {
        return new Failed(
            new RunFault("busy", "others kept changing the orders that are due; none expired"));
      }
      pause.accept(wait);
      step = once(work);
    }
    return step;
  }

  private static boolean isIdle(Work work, Step step) {
    return step instanceof More(Progress after) && after.items() == work.run().progress().items();
  }

  /// Full jitter: anything from nothing to the bound, which doubles.
  private Duration wait(int tries) {
    long bound = FIRST_PAUSE.toMillis() << tries;
    return Duration.ofMillis(random.nextLong(bound + 1));
  }

  private Step once(Work work) {
    Json item = Json.object().with("limit", BATCH).build();
    return switch (orders.send("ExpireOrders", item, work)) {
      case Commands.Ok(Figures answer) -> progressed(work, answer);
      case Commands.NotDone(Step why) -> why;
    };
  }

  private static Step progressed(Work work, Figures answer) {
    Progress before = work.run().progress();
    long expired = answer.number("expired");
    Progress after =
        new Progress(
            before.items() + expired,
            before.failures(),
            Figures.read(before.figures()).plus("expired", expired).write(),
            before.checkpoint());
    return answer.flag("remaining") ? new More(after) : new Done(after);
  }
}
