package orderflow.jobs.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import orderflow.jobs.domain.JobRun;
import orderflow.jobs.domain.Progress;
import orderflow.jobs.domain.RunFault;
import orderflow.jobs.domain.RunStatus;
import orderflow.jobs.domain.RunTimes;
import orderflow.jobs.domain.RunTrigger;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.ItemBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Runs as items. A running one is in the index of running ones by its last sign of life.
final class RunItems {

  private RunItems() {}

  /// The item of a run.
  ///
  /// @param now the sign of life
  static Map<String, AttributeValue> write(JobRun run, Instant now) {
    ItemBuilder item =
        ItemBuilder.item(Keys.run(run.job(), run.id()))
            .with("id", run.id())
            .with("job", run.job())
            .with("trigger", run.trigger().wire())
            .with("dryRun", run.dryRun())
            .with("status", run.status().wire())
            .with("scheduledFor", run.times().scheduledFor())
            .with("createdAt", run.times().createdAt())
            .with("attempt", run.attempt())
            .with("items", run.progress().items())
            .with("failures", run.progress().failures())
            .with("figures", run.progress().figures())
            .with("checkpoint", run.progress().checkpoint())
            .with("errorCode", run.error().map(RunFault::code))
            .with("errorDetail", run.error().map(RunFault::detail))
            .with("requestId", run.requestId())
            .with("expiresAt", run.times().createdAt().plus(JobRun.KEPT).getEpochSecond());
    run.times().startedAt().ifPresent(at -> item.with("startedAt", at));
    run.times().endedAt().ifPresent(at -> item.with("endedAt", at));
    if (run.status() == RunStatus.RUNNING) {
      item.with("gsi1pk", "RUNNING").with("gsi1sk", now + "#" + run.id());
    }
    return item.build();
  }

  static JobRun read(Map<String, AttributeValue> attributes) {
    Item item = new Item(attributes);
    return new JobRun(
        item.text("id"),
        item.text("job"),
        RunTrigger.parse(item.text("trigger")),
        item.bool("dryRun"),
        RunStatus.parse(item.text("status")),
        new RunTimes(
            item.time("scheduledFor"),
            item.time("createdAt"),
            time(item, "startedAt"),
            time(item, "endedAt")),
        (int) item.number("attempt"),
        new Progress(
            item.number("items"),
            item.number("failures"),
            item.text("figures"),
            item.text("checkpoint")),
        item.optionalText("errorCode").map(code -> new RunFault(code, item.text("errorDetail"))),
        item.text("requestId"));
  }

  private static Optional<Instant> time(Item item, String name) {
    return item.attributes().containsKey(name) ? Optional.of(item.time(name)) : Optional.empty();
  }
}
