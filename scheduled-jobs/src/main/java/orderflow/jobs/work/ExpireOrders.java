package orderflow.jobs.work;

import java.time.Duration;
import orderflow.jobs.application.Job;
import orderflow.jobs.domain.Progress;
import orderflow.kit.json.Json;

/// Expires the orders that are due, one batch a step. What an answer lost on its way had expired is
/// not counted again.
public final class ExpireOrders implements Job {
  private static final int BATCH = 500;

  private final Commands orders;

  public ExpireOrders(Commands orders) {
    this.orders = orders;
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
