package orderflow.jobs.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import orderflow.jobs.domain.JobDeclaration;
import orderflow.jobs.domain.JobRun;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.schedule.ScheduleExpression;

/// Resources as JSON.
final class Views {
  private static final int NEXT_TIMES = 5;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Views() {}

  /// A job.
  ///
  /// @param last its newest run; a rate counts on from its time
  static Json job(JobDeclaration job, Optional<JobRun> last, Instant now) {
    ScheduleExpression schedule = ScheduleExpression.parse(job.expression());
    Instant start = last.map(run -> run.times().scheduledFor()).orElse(now);
    return Json.object()
        .with("name", job.name())
        .with("description", job.description())
        .with(
            "schedule",
            Json.object()
                .with("expression", job.expression())
                .with("timeZone", "UTC")
                .with("words", schedule.words())
                .build())
        .with(
            "next",
            Json.texts(
                schedule.next(NEXT_TIMES, now, ZoneOffset.UTC, start).stream()
                    .map(Views::time)
                    .toList()))
        .with("overlap", "skip")
        .with("catchUp", "none")
        .with("lastRun", last.map(Views::run).orElse(new Json.Null()))
        .build();
  }

  static Json run(JobRun run) {
    Json.Builder view =
        Json.object()
            .with("id", run.id())
            .with("job", run.job())
            .with("status", run.status().wire())
            .with("trigger", run.trigger().wire())
            .with("scheduledFor", time(run.times().scheduledFor()))
            .with("dryRun", run.dryRun())
            .with("createdAt", time(run.times().createdAt()))
            .withOptional("startedAt", run.times().startedAt().map(Views::time))
            .withOptional("endedAt", run.times().endedAt().map(Views::time));
    duration(run).ifPresent(taken -> view.with("durationMs", taken.toMillis()));
    view.with("attempt", run.attempt())
        .with("items", run.progress().items())
        .with("failures", run.progress().failures())
        .with("figures", JsonReader.readTrusted(run.progress().figures().getBytes(UTF_8)));
    run.error()
        .ifPresent(fault ->
            view.with(
                "error",
                Json.object().with("code", fault.code()).with("detail", fault.detail()).build()));
    return view.with("requestId", run.requestId()).build();
  }

  private static Optional<Duration> duration(JobRun run) {
    return run.times()
        .startedAt()
        .flatMap(start -> run.times().endedAt().map(end -> Duration.between(start, end)));
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }
}
