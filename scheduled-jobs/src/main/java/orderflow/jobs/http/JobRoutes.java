package orderflow.jobs.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import orderflow.jobs.application.ReadRuns;
import orderflow.jobs.application.StartRun;
import orderflow.jobs.domain.JobCatalogue;
import orderflow.jobs.domain.JobDeclaration;
import orderflow.jobs.domain.JobRun;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Attempts;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.IdempotencyHeader;
import orderflow.kit.http.Input;
import orderflow.kit.http.JsonBody;
import orderflow.kit.http.Lists;
import orderflow.kit.http.Problem;
import orderflow.kit.http.Query;
import orderflow.kit.http.Route;
import orderflow.kit.http.RouteMap;
import orderflow.kit.id.Chance;
import orderflow.kit.json.Field;
import orderflow.kit.json.Json;
import orderflow.kit.json.Shape;
import orderflow.kit.json.Text;
import orderflow.model.ErrorCode;

/// The routes of the jobs.
public final class JobRoutes {
  private static final String JOBS_ADMIN = "jobs:admin";
  private static final int LONGEST_TIME = 40;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final UseCases useCases;
  private final Lists lists;
  private final Attempts attempts;

  private JobRoutes(UseCases useCases) {
    this.useCases = useCases;
    this.lists = new Lists(useCases.cursors());
    this.attempts = new Attempts(useCases.chance().clock(), useCases.chance().random());
  }

  /// What the routes call.
  public record UseCases(ReadRuns read, StartRun start, Cursors cursors, Chance chance) {}

  public static RouteMap of(UseCases useCases) {
    JobRoutes routes = new JobRoutes(useCases);
    return RouteMap.builder()
        .add("GET /v1/jobs", Route.scope(JOBS_ADMIN, routes::list))
        .add("GET /v1/jobs/{name}", Route.scope(JOBS_ADMIN, routes::get))
        .add("GET /v1/jobs/{name}/runs", Route.scope(JOBS_ADMIN, routes::runs))
        .add("GET /v1/jobs/{name}/runs/{runId}", Route.scope(JOBS_ADMIN, routes::run))
        .add("POST /v1/jobs/{name}/runs", Route.scope(JOBS_ADMIN, routes::start))
        .build();
  }

  private HttpResponse list(HttpRequest request) {
    return nothingAsked(request)
        .answer(
            request,
            _ ->
                HttpResponse.json(
                    200,
                    Json.object()
                        .withEach("data", JobCatalogue.all(), this::view)
                        .with("next", new Json.Null())
                        .build()));
  }

  private HttpResponse get(HttpRequest request) {
    return nothingAsked(request)
        .answer(request, _ -> job(request, job -> HttpResponse.json(200, view(job))));
  }

  private HttpResponse run(HttpRequest request) {
    return nothingAsked(request)
        .answer(
            request,
            _ ->
                job(
                    request,
                    job ->
                        useCases
                            .read()
                            .find(job.name(), request.pathParameter("runId"))
                            .map(run -> HttpResponse.json(200, Views.run(run)))
                            .orElseGet(() -> Problem.notFound().in(request))));
  }

  private HttpResponse runs(HttpRequest request) {
    Input<Integer> limit = Lists.limit(request);
    return job(
        request,
        job ->
            limit.answer(
                request,
                size ->
                    lists
                        .position(request)
                        .answer(
                            request,
                            before ->
                                lists.answer(
                                    request,
                                    useCases.read().page(job.name(), size, before),
                                    Views::run))));
  }

  /// What may be asked for when a run is started.
  private record RunBody(Optional<Instant> scheduledFor, boolean dryRun) {}

  private static final Shape<RunBody> RUN =
      fields -> {
        Field<String> time = fields.optionalText("scheduledFor", Text.upTo(LONGEST_TIME));
        Field<Boolean> dryRun = fields.optionalBool("dryRun");
        Optional<Instant> scheduledFor =
            time.isPresent() ? time.optional().flatMap(JobRoutes::instant) : Optional.empty();
        if (time.isPresent() && time.optional().isPresent() && scheduledFor.isEmpty()) {
          fields.fault("scheduledFor", "wrong_form", "must be a time such as 2026-01-31T12:00:00Z");
        }
        return () -> new RunBody(scheduledFor, dryRun.optional().orElse(false));
      };

  private HttpResponse start(HttpRequest request) {
    return job(
        request,
        job ->
            JsonBody.read(request, RUN)
                .then(body ->
                    attempt(request, body.json())
                        .then(attempt -> Input.given(start(request, job, body.value(), attempt))))
                .answer(request, Function.identity()));
  }

  private HttpResponse start(
      HttpRequest request, JobDeclaration job, RunBody body, Attempt attempt) {
    StartRun.Request asked =
        new StartRun.Request(job.name(), body.scheduledFor(), body.dryRun(), request.requestId());
    return switch (useCases
        .start()
        .start(asked, attempt, JobRoutes::accepted, request.deadline())) {
      case StartRun.Accepted(Answer answer, boolean replayed) -> stored(answer, replayed);
      case StartRun.KeyReused _ ->
          Problem.of(
                  ErrorCode.IDEMPOTENCY_KEY_REUSED,
                  "this Idempotency-Key was used for a different request")
              .in(request);
      case StartRun.InProgress _ ->
          Problem.retryLater(
                  ErrorCode.IDEMPOTENCY_KEY_IN_PROGRESS,
                  "other writes were in the way; nothing has happened",
                  RETRY)
              .in(request);
      case StartRun.NotSent _ ->
          Problem.retryLater(
                  ErrorCode.SERVICE_UNAVAILABLE,
                  "the run is made, but could not be sent off; the same request sends it again",
                  RETRY)
              .in(request);
    };
  }

  private Input<Attempt> attempt(HttpRequest request, Json body) {
    return IdempotencyHeader.read(request)
        .then(key ->
            Input.given(
                attempts.of(
                    List.of(request.identified().subject(), request.routeKey(), key),
                    new TreeMap<>(request.pathParameters()).toString(),
                    body)));
  }

  private static Answer accepted(JobRun run) {
    HttpResponse response = HttpResponse.json(202, Views.run(run));
    return new Answer(
        202,
        "application/json",
        response.body().text(),
        Optional.of("/v1/jobs/" + run.job() + "/runs/" + run.id()),
        Optional.empty());
  }

  private static HttpResponse stored(Answer answer, boolean replayed) {
    HttpResponse response =
        HttpResponse.of(answer.status(), answer.contentType(), answer.body().getBytes(UTF_8))
            .with("Location", answer.location().orElseThrow());
    return replayed ? response.with("Idempotent-Replayed", "true") : response;
  }

  private HttpResponse job(HttpRequest request, Function<JobDeclaration, HttpResponse> found) {
    return JobCatalogue.find(request.pathParameter("name"))
        .map(found)
        .orElseGet(() -> Problem.notFound().in(request));
  }

  private Json view(JobDeclaration job) {
    return Views.job(job, useCases.read().last(job.name()), useCases.chance().now());
  }

  private static Input<Boolean> nothingAsked(HttpRequest request) {
    return Query.read(request, _ -> () -> true);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
