package orderflow.jobs.application;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import orderflow.jobs.domain.JobRun;
import orderflow.jobs.domain.RunStatus;
import orderflow.jobs.domain.RunTimes;
import orderflow.jobs.domain.RunTrigger;
import orderflow.jobs.dynamodb.RunStore;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.MarkerStore;
import orderflow.kit.id.Chance;
import orderflow.kit.invoke.SendResult;
import orderflow.kit.time.Deadline;

/// Makes a run that somebody asks for and sends it off. The run is kept with its marker first, so a
/// request that comes again finds it, and sends the event again while the run has not begun.
public final class StartRun {
  private final RunStore runs;
  private final MarkerStore markers;
  private final HandOver handOver;
  private final String function;
  private final Chance chance;

  /// Prepares the use case.
  ///
  /// @param function the alias of the job function
  public StartRun(
      RunStore runs, MarkerStore markers, HandOver handOver, String function, Chance chance) {
    this.runs = runs;
    this.markers = markers;
    this.handOver = handOver;
    this.function = function;
    this.chance = chance;
  }

  /// What is asked for.
  ///
  /// @param scheduledFor the time the run is for; now if not said
  public record Request(
      String job, Optional<Instant> scheduledFor, boolean dryRun, String requestId) {}

  /// How it ended.
  public sealed interface Outcome {}

  /// The run is made and on its way.
  public record Accepted(Answer answer, boolean replayed) implements Outcome {}

  /// The key belongs to a request that asked for something else.
  public record KeyReused() implements Outcome {}

  /// Other writes were in the way; nothing happened.
  public record InProgress() implements Outcome {}

  /// The run is made, but Lambda did not take the event: the same request sends it again.
  public record NotSent() implements Outcome {}

  public Outcome start(
      Request request, Attempt attempt, Function<JobRun, Answer> view, Deadline deadline) {
    Marker marker = markers.find(attempt);
    if (marker instanceof Marker.None) {
      JobRun run = run(request, attempt.now());
      marker = runs.ask(run, attempt, view.apply(run), attempt.now(), deadline);
    }
    return switch (marker) {
      case Marker.None _ -> new InProgress();
      case Marker.OtherRequest _ -> new KeyReused();
      case Marker.Answered(Answer answer, boolean own) ->
          sent(request.job(), answer, deadline) ? new Accepted(answer, !own) : new NotSent();
    };
  }

  private boolean sent(String job, Answer answer, Deadline deadline) {
    String location = answer.location().orElseThrow();
    String runId = location.substring(location.lastIndexOf('/') + 1);
    Optional<JobRun> waiting =
        runs.find(job, runId).filter(run -> run.status() == RunStatus.QUEUED);
    return waiting.isEmpty()
        || handOver.send(function, waiting.get(), deadline) == SendResult.ACCEPTED;
  }

  private JobRun run(Request request, Instant now) {
    return JobRun.queued(
        chance.id(JobRun.ID_PREFIX, now),
        request.job(),
        RunTrigger.MANUAL,
        request.dryRun(),
        new RunTimes(request.scheduledFor().orElse(now), now, Optional.empty(), Optional.empty()),
        request.requestId());
  }
}
