package orderflow.jobs.work;

import java.time.Duration;
import orderflow.jobs.application.Job;
import orderflow.jobs.domain.Progress;
import orderflow.kit.json.Json;

/// Asks the auth service to rotate its signing keys as far as their age allows.
public final class RotateKeys implements Job {
  private final Commands auth;

  public RotateKeys(Commands auth) {
    this.auth = auth;
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
    return switch (auth.send("RotateKeys", Json.object().build(), work)) {
      case Commands.Ok(Figures answer) -> done(answer);
      case Commands.NotDone(Step why) -> why;
    };
  }

  private static Step done(Figures answer) {
    boolean rotated = answer.flag("rotated");
    Json figures =
        Json.object()
            .with("rotated", rotated)
            .with("currentKid", answer.text("currentKid").orElse(""))
            .with("publishedKids", answer.list("publishedKids").size())
            .build();
    return new Done(
        new Progress(rotated ? 1 : 0, 0, new Figures((Json.Obj) figures).write(), "{}"));
  }
}
