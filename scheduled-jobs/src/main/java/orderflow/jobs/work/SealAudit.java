package orderflow.jobs.work;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import orderflow.jobs.application.Job;
import orderflow.jobs.domain.Anchor;
import orderflow.jobs.domain.JobCatalogue;
import orderflow.jobs.domain.JobRun;
import orderflow.jobs.domain.Progress;
import orderflow.jobs.domain.RunFault;
import orderflow.jobs.dynamodb.AnchorStore;
import orderflow.kit.json.Json;

/// Has the audit log compared with its seals, then has the hours sealed that are over. Each run
/// compares the last day; the first one of a day compares everything, from the first seal on.
///
/// The end of the chain is kept here between runs and shown to the auth service, so that a log that
/// was made anew, seals and all, does not pass. A log that is not as it was sealed fails the run,
/// after the sealing, and moves no anchor.
public final class SealAudit implements Job {
  private static final int HOURS_COMPARED = 26;
  private static final String SEAL = "seal";

  private final Commands auth;
  private final AnchorStore anchors;

  public SealAudit(Commands auth, AnchorStore anchors) {
    this.auth = auth;
    this.anchors = anchors;
  }

  @Override
  public Duration longestStep() {
    return Duration.ofSeconds(40);
  }

  @Override
  public Step step(Work work) {
    if (work.run().dryRun()) {
      return Steps.dry(work);
    }
    Figures checkpoint = Figures.read(work.run().progress().checkpoint());
    return checkpoint.text("phase").filter(SEAL::equals).isPresent()
        ? seal(work)
        : verify(work, checkpoint);
  }

  private Step verify(Work work, Figures checkpoint) {
    Json.Builder item = Json.object();
    item.withOptional("from", checkpoint.text("next").or(() -> from(work.run())));
    anchors.find(JobCatalogue.SEAL_AUDIT).ifPresent(known -> item.with("anchor", view(known)));
    return switch (auth.send("VerifyAudit", item.build(), work)) {
      case Commands.Ok(Figures answer) -> verified(work.run().progress(), answer);
      case Commands.NotDone(Step why) -> why;
    };
  }

  private static Optional<String> from(JobRun run) {
    Instant hour = run.times().scheduledFor().truncatedTo(ChronoUnit.HOURS);
    boolean everything = hour.atOffset(ZoneOffset.UTC).getHour() == 0;
    return everything
        ? Optional.empty()
        : Optional.of(hour.minus(HOURS_COMPARED, ChronoUnit.HOURS).toString().substring(0, 13));
  }

  private static Step verified(Progress before, Figures answer) {
    Figures figures =
        Figures.read(before.figures())
            .plus("checked", answer.number("checked"))
            .plus("entries", answer.number("entries"))
            .plus("faults", answer.list("faults").size());
    Figures named =
        figures.text("firstFault").isEmpty() && !answer.list("faults").isEmpty()
            ? figures.with("firstFault", Json.of(text(answer)))
            : figures;
    Figures checkpoint =
        Figures.read("{}")
            .with("phase", Json.of(answer.text("next").isPresent() ? "verify" : SEAL))
            .with("next", Json.of(answer.text("next").orElse("")));
    return new More(
        new Progress(before.items(), figures.number("faults"), named.write(), checkpoint.write()));
  }

  private static String text(Figures answer) {
    Figures fault = new Figures((Json.Obj) answer.list("faults").getFirst());
    return "%s: %s in %s, expected %s, found %s"
        .formatted(
            fault.text("hour").orElse(""),
            fault.text("kind").orElse(""),
            fault.text("where").orElse(""),
            fault.text("expected").orElse(""),
            fault.text("found").orElse(""));
  }

  private Step seal(Work work) {
    return switch (auth.send("SealAudit", Json.object().build(), work)) {
      case Commands.Ok(Figures answer) -> sealed(work.run().progress(), answer);
      case Commands.NotDone(Step why) -> why;
    };
  }

  private Step sealed(Progress before, Figures answer) {
    Figures figures =
        Figures.read(before.figures())
            .plus("sealed", answer.number("sealed"))
            .with("lastHour", Json.of(answer.text("hour").orElse("")))
            .with("lastDigest", Json.of(answer.text("digest").orElse("")));
    Progress after =
        new Progress(
            before.items() + answer.number("sealed"),
            before.failures(),
            figures.write(),
            before.checkpoint());
    if (answer.flag("remaining")) {
      return new More(after);
    }
    if (figures.number("faults") > 0) {
      return new Failed(
          new RunFault(
              "audit_log_changed",
              "%d faults; %s"
                  .formatted(figures.number("faults"), figures.text("firstFault").orElse(""))));
    }
    answer
        .text("digest")
        .map(digest -> new Anchor(answer.text("hour").orElse(""), digest))
        .ifPresent(end -> anchors.keep(JobCatalogue.SEAL_AUDIT, end));
    return new Done(after);
  }

  private static Json view(Anchor anchor) {
    return Json.object().with("hour", anchor.hour()).with("digest", anchor.digest()).build();
  }
}
