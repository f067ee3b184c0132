package orderflow.imports.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orderflow.imports.application.AnnounceImport;
import orderflow.imports.application.Announced;
import orderflow.imports.application.ReadImports;
import orderflow.imports.application.SteerImport;
import orderflow.imports.domain.Checkpoint;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.ImportSettings;
import orderflow.imports.domain.ImportStatus;
import orderflow.imports.domain.Progress;
import orderflow.imports.domain.RowFault;
import orderflow.imports.s3.Uploads;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Attempts;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.http.HttpHandler;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.IdempotencyHeader;
import orderflow.kit.http.Input;
import orderflow.kit.http.JsonBody;
import orderflow.kit.http.Lists;
import orderflow.kit.http.Precondition;
import orderflow.kit.http.Problem;
import orderflow.kit.http.Query;
import orderflow.kit.http.Route;
import orderflow.kit.http.RouteMap;
import orderflow.kit.id.Chance;
import orderflow.kit.id.Ids;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.time.Deadline;
import orderflow.model.ErrorCode;

/// Routes of imports.
public final class ImportRoutes {
  private static final String SCOPE = "imports:write";
  private static final String CSV = "text/csv";

  private final AnnounceImport announce;
  private final SteerImport steer;
  private final ReadImports read;
  private final Uploads uploads;
  private final Lists lists;
  private final Attempts attempts;
  private final Chance chance;

  private ImportRoutes(UseCases useCases) {
    this.announce = useCases.announce();
    this.steer = useCases.steer();
    this.read = useCases.read();
    this.uploads = useCases.uploads();
    this.lists = new Lists(useCases.cursors());
    this.attempts = new Attempts(useCases.chance().clock(), useCases.chance().random());
    this.chance = useCases.chance();
  }

  /// What the routes call.
  public record UseCases(
      AnnounceImport announce,
      SteerImport steer,
      ReadImports read,
      Uploads uploads,
      Cursors cursors,
      Chance chance) {}

  /// The route map of the imports function.
  public static RouteMap of(UseCases useCases) {
    ImportRoutes routes = new ImportRoutes(useCases);
    return RouteMap.builder()
        .add("POST /v1/imports", Route.scope(SCOPE, routes::announce))
        .add("GET /v1/imports", Route.scope(SCOPE, routes::list))
        .add("GET /v1/imports/{importId}", Route.scope(SCOPE, routes::get))
        .add("GET /v1/imports/{importId}/errors", Route.scope(SCOPE, routes::errors).alsoAs(CSV))
        .add("POST /v1/imports/{importId}/cancellation", Route.scope(SCOPE, routes::cancel))
        .add("POST /v1/imports/{importId}/resumption", Route.scope(SCOPE, routes::resume))
        .add("GET /v1/import-schemas", Route.scope(SCOPE, withoutQuery(SchemaRoutes::list)))
        .add("GET /v1/import-schemas/{kind}", Route.scope(SCOPE, withoutQuery(SchemaRoutes::get)))
        .add(
            "GET /v1/import-schemas/{kind}/template",
            Route.scope(SCOPE, withoutQuery(SchemaRoutes::template)).alsoAs(CSV))
        .build();
  }

  private static HttpHandler withoutQuery(HttpHandler handler) {
    return request -> Query.read(request, _ -> () -> request).answer(request, handler::handle);
  }

  private HttpResponse announce(HttpRequest request) {
    return JsonBody.read(request, Bodies.IMPORT)
        .then(body ->
            IdempotencyHeader.read(request).then(key -> Input.given(announce(request, body, key))))
        .answer(request, announced -> answer(request, announced));
  }

  private Announced announce(HttpRequest request, JsonBody<ImportSettings> body, String key) {
    String caller = request.identified().subject();
    Attempt attempt = attempts.of(List.of(caller, request.routeKey(), key), "", body.json());
    return announce.announce(body.value(), caller, attempt, ImportRoutes::kept, request.deadline());
  }

  private static Answer kept(Import made) {
    Progress progress = new Progress(made, Checkpoint.none(made.createdAt()));
    HttpResponse response = HttpResponse.json(201, Views.progress(progress));
    return new Answer(
        201,
        "application/json",
        response.body().text(),
        Optional.of("/v1/imports/" + made.id()),
        Optional.of(Views.etag(progress)));
  }

  private HttpResponse answer(HttpRequest request, Announced announced) {
    return switch (announced) {
      case Announced.Made(Answer answer, boolean replayed) -> made(answer, replayed);
      case Announced.KeyReused _ -> keyReused(request);
      case Announced.InProgress _ -> inProgress(request);
    };
  }

  private interface Step {
    SteerImport.Result take(
        String importId, Attempt attempt, SteerImport.Views views, Deadline deadline);
  }

  private HttpResponse cancel(HttpRequest request) {
    return step(request, ErrorCode.IMPORT_OVER, steer::cancel);
  }

  private HttpResponse resume(HttpRequest request) {
    return step(request, ErrorCode.IMPORT_NOT_RESUMABLE, steer::resume);
  }

  private HttpResponse step(HttpRequest request, ErrorCode refusal, Step step) {
    String id = request.pathParameter("importId");
    if (!Ids.isId(Import.ID_PREFIX, id)) {
      return Problem.notFound().in(request);
    }
    SteerImport.Views views =
        new SteerImport.Views(
            progress -> answer(HttpResponse.json(200, Views.progress(progress)), progress),
            file -> refused(request, refusal, file));
    return JsonBody.readOptional(request, Bodies.NOTHING)
        .then(body ->
            IdempotencyHeader.read(request)
                .then(key ->
                    Input.given(
                        step.take(
                            id,
                            attempts.of(
                                List.of(request.identified().subject(), request.routeKey(), key),
                                id,
                                body.json()),
                            views,
                            request.deadline()))))
        .answer(request, result -> steered(request, result));
  }

  private static Answer answer(HttpResponse response, Progress progress) {
    return new Answer(
        response.status(),
        "application/json",
        response.body().text(),
        Optional.empty(),
        Optional.of(Views.etag(progress)));
  }

  private static Answer refused(HttpRequest request, ErrorCode code, Import file) {
    HttpResponse response = Problem.of(code, "the import is " + file.status().wire()).in(request);
    return new Answer(
        response.status(),
        "application/problem+json",
        response.body().text(),
        Optional.empty(),
        Optional.empty());
  }

  private static HttpResponse steered(HttpRequest request, SteerImport.Result result) {
    return switch (result) {
      case SteerImport.NotFound _ -> Problem.notFound().in(request);
      case SteerImport.KeyReused _ -> keyReused(request);
      case SteerImport.InProgress _ -> inProgress(request);
      case SteerImport.NotStarted _ ->
          Problem.retryLater(
                  ErrorCode.SERVICE_UNAVAILABLE,
                  "the import waits, but nothing could be started for it; send this again",
                  Duration.ofSeconds(2))
              .in(request);
      case SteerImport.Answered(Answer answer, boolean replayed) -> kept(answer, replayed);
    };
  }

  private static HttpResponse kept(Answer answer, boolean replayed) {
    HttpResponse response =
        HttpResponse.of(answer.status(), answer.contentType(), answer.body().getBytes(UTF_8));
    if (answer.etag().isPresent()) {
      response = response.with("ETag", answer.etag().get());
    }
    return replayed ? response.with("Idempotent-Replayed", "true") : response;
  }

  private static HttpResponse keyReused(HttpRequest request) {
    return Problem.of(
            ErrorCode.IDEMPOTENCY_KEY_REUSED,
            "this Idempotency-Key was used for a different request")
        .in(request);
  }

  private static HttpResponse inProgress(HttpRequest request) {
    return Problem.retryLater(
            ErrorCode.IDEMPOTENCY_KEY_IN_PROGRESS,
            "other writes were in the way; nothing has happened",
            Duration.ofSeconds(1))
        .in(request);
  }

  /// The answer as it is kept, with an upload of its own: a kept one would run out.
  private HttpResponse made(Answer answer, boolean replayed) {
    Json.Obj body = (Json.Obj) JsonReader.readTrusted(answer.body().getBytes(UTF_8));
    Json.Builder complete = Json.object();
    body.members().forEach(complete::with);
    HttpResponse response =
        HttpResponse.json(201, complete.with("upload", upload(body)).build())
            .with("Location", answer.location().orElseThrow())
            .with("ETag", answer.etag().orElseThrow())
            .with("Cache-Control", "no-store");
    return replayed ? response.with("Idempotent-Replayed", "true") : response;
  }

  /// A file that has arrived must not be sent again: it would be an import of its own.
  private Json upload(Json.Obj body) {
    String id = ((Json.Str) body.get("id").orElseThrow()).value();
    return read.find(id)
        .map(Progress::file)
        .filter(file -> file.status() == ImportStatus.AWAITING_UPLOAD)
        .map(file -> Views.upload(uploads.of(file, chance.now())))
        .orElse(new Json.Null());
  }

  private HttpResponse list(HttpRequest request) {
    return Lists.limit(request)
        .then(
            limit -> lists.position(request).then(before -> Input.given(read.page(limit, before))))
        .answer(request, page -> lists.answer(request, page, Views::progress));
  }

  private HttpResponse get(HttpRequest request) {
    return read.find(request.pathParameter("importId"))
        .map(progress -> view(request, progress))
        .orElseGet(() -> Problem.notFound().in(request));
  }

  private static HttpResponse view(HttpRequest request, Progress progress) {
    String etag = Views.etag(progress);
    HttpResponse response =
        Precondition.isNotModified(request, etag)
            ? HttpResponse.empty(304)
            : HttpResponse.json(200, Views.progress(progress));
    return response.with("ETag", etag);
  }

  private HttpResponse errors(HttpRequest request) {
    Optional<Progress> found = read.find(request.pathParameter("importId"));
    if (found.isEmpty()) {
      return Problem.notFound().in(request);
    }
    Import file = found.get().file();
    return Lists.limit(request)
        .then(limit ->
            lists
                .position(request)
                .then(after -> Input.given(read.faults(file.id(), limit, after))))
        .answer(request, page -> errors(request, file, page));
  }

  private HttpResponse errors(HttpRequest request, Import file, Page<RowFault> page) {
    if (!request.asksFor(CSV)) {
      return lists.answer(request, page, Views::fault).with("Vary", "Accept");
    }
    byte[] csv = FaultCsv.write(file.settings().kind(), page.data());
    HttpResponse response =
        HttpResponse.of(200, CSV + "; charset=utf-8", csv)
            .with(
                "Content-Disposition",
                "attachment; filename=\"%s-errors.csv\"".formatted(file.id()))
            .with("Vary", "Accept");
    return lists.linked(response, request, page);
  }
}
