package orderflow.kit.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import orderflow.kit.id.Chance;
import orderflow.kit.id.Ids;
import orderflow.kit.log.LogField;
import orderflow.kit.log.LogWriter;
import orderflow.kit.metrics.Metric;
import orderflow.kit.metrics.MetricWriter;
import orderflow.kit.time.Deadline;
import orderflow.model.ErrorCode;

/// The outermost filter of an HTTP function: finds the route, lets only those callers pass that it
/// admits, checks size and types, and turns a fault into a logged 500, an outage behind it into a
/// logged 503 with `Retry-After`. It writes one log line and one metric line a request.
///
/// This is the only place that catches `Exception`.
public final class HttpEdge {
  /// Largest body a route gets (the HTTP contract, "Input").
  public static final int MAX_BODY_BYTES = 256 * 1024;

  private static final Duration OUTAGE_RETRY = Duration.ofSeconds(2);

  private final RouteMap routes;
  private final String cacheControl;
  private final RequestReader reader;
  private final LogWriter log;
  private final MetricWriter metrics;
  private final InstantSource clock;
  private final WriteLimit writes = new WriteLimit();
  private final AtomicBoolean cold = new AtomicBoolean(true);

  /// Prepares the edge; nothing is called.
  ///
  /// @param cacheControl the `Cache-Control` of answers that set none themselves
  public HttpEdge(
      RouteMap routes,
      String cacheControl,
      LogWriter log,
      MetricWriter metrics,
      InstantSource clock,
      Ids ids) {
    this.routes = routes;
    this.cacheControl = cacheControl;
    this.reader = new RequestReader(ids);
    this.log = log;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// The edge of a function, named and as talkative as its environment says.
  ///
  /// @param cacheControl the `Cache-Control` of answers that set none themselves
  public static HttpEdge of(
      RouteMap routes,
      String cacheControl,
      Map<String, String> environment,
      PrintStream out,
      Chance chance) {
    String name = environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "function");
    return new HttpEdge(
        routes,
        cacheControl,
        LogWriter.from(environment, out, chance.clock()),
        new MetricWriter(out, name, chance.clock()),
        chance.clock(),
        chance.ids());
  }

  /// An edge that writes nothing, to run a sample request before the first one comes. Nothing in it
  /// is of today or secret.
  public static HttpEdge silent(RouteMap routes) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Chance epoch = new Chance(InstantSource.fixed(Instant.EPOCH), new Random(0));
    return of(routes, "private", Map.of(), nowhere, epoch);
  }

  /// Answers one event. Never throws.
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event, Context context) {
    return handle(event, Deadline.of(context, clock));
  }

  /// Answers one event outside an invocation, to run what a request runs before the first comes.
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event, Deadline deadline) {
    Instant start = clock.instant();
    CallerReader.Reading reading = CallerReader.read(event, start);
    HttpRequest request = reader.read(event, callerOf(reading), deadline);
    HttpResponse response = finish(request, answer(request, reading, start));
    record(request, response, start);
    return ResponseWriter.write(response);
  }

  private HttpResponse answer(HttpRequest request, CallerReader.Reading reading, Instant start) {
    try {
      return routes
          .find(request.routeKey())
          .map(route -> admitted(route, request, reading, start))
          .orElseGet(() -> Problem.notFound().in(request));
    } catch (Exception e) {
      return fault(request, e);
    }
  }

  private HttpResponse fault(HttpRequest request, Exception e) {
    if (Outage.isBehind(e)) {
      log.error(
          "a service behind this one did not answer; the client got 503 and retries after "
              + OUTAGE_RETRY.toSeconds()
              + " s",
          faultFields(request, e));
      return Problem.retryLater(
              ErrorCode.SERVICE_UNAVAILABLE,
              "a service behind this one did not answer",
              OUTAGE_RETRY)
          .in(request);
    }
    log.error("request failed; the client got 500 and may retry", faultFields(request, e));
    return Problem.of(ErrorCode.INTERNAL_ERROR, "the request could not be completed").in(request);
  }

  private HttpResponse admitted(
      Route route, HttpRequest request, CallerReader.Reading reading, Instant start) {
    return Admission.refusal(route.access(), reading, start)
        .map(problem -> problem.in(request))
        .orElseGet(() -> limited(route, request, start));
  }

  /// Reading is not limited, nor are routes without a token, which have limits of their own.
  private HttpResponse limited(Route route, HttpRequest request, Instant start) {
    if (request.routeKey().startsWith("GET ")
        || !(request.caller() instanceof Caller.Identified caller)) {
      return handled(route, request);
    }
    WriteLimit.Decision decision = writes.take(caller.subject(), start);
    HttpResponse response =
        decision.isAdmitted()
            ? handled(route, request)
            : Problem.retryLater(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "more writes came than this instance takes of one caller",
                    decision.headers().resetsAfter())
                .in(request);
    return response.headers().containsKey("RateLimit") ? response : decision.headers().on(response);
  }

  private static HttpResponse handled(Route route, HttpRequest request) {
    return Representation.refusal(request, route)
        .map(problem -> problem.in(request))
        .orElseGet(() -> route.handler().handle(request));
  }

  private static Caller callerOf(CallerReader.Reading reading) {
    return switch (reading) {
      case CallerReader.Known(Caller.Identified caller) -> caller;
      case CallerReader.Unknown _ -> new Caller.Anonymous();
    };
  }

  private HttpResponse finish(HttpRequest request, HttpResponse response) {
    HttpResponse complete =
        response
            .with("X-Request-Id", request.requestId())
            .with("X-Content-Type-Options", "nosniff");
    return complete.headers().containsKey("Cache-Control")
        ? complete
        : complete.with("Cache-Control", cacheControl);
  }

  private void record(HttpRequest request, HttpResponse response, Instant start) {
    boolean first = cold.getAndSet(false);
    Map<LogField, Object> fields = requestFields(request);
    fields.put(LogField.STATUS, response.status());
    fields.put(LogField.OUTCOME, outcome(response));
    fields.put(LogField.DURATION_MS, Duration.between(start, clock.instant()).toMillis());
    fields.put(LogField.COLD_START, first);
    response.errorCode().ifPresent(code -> fields.put(LogField.ERROR_CODE, code));
    log.info("request", fields);
    metrics.count("route", routeOf(request), counts(response, first));
  }

  /// Metrics cost by dimension value: a key that is no route of ours must not make a new one.
  private String routeOf(HttpRequest request) {
    return routes.find(request.routeKey()).isPresent() ? request.routeKey() : "none";
  }

  private static Map<Metric, Integer> counts(HttpResponse response, boolean first) {
    Map<Metric, Integer> counts = new EnumMap<>(Metric.class);
    counts.put(Metric.REQUESTS, 1);
    countIf(response.status() >= 500, Metric.FAULTS, counts);
    countIf(response.status() == 409, Metric.CONFLICTS, counts);
    countIf(response.status() == 429, Metric.THROTTLED, counts);
    countIf(response.headers().containsKey("Idempotent-Replayed"), Metric.REPLAYS, counts);
    countIf(first, Metric.COLD_STARTS, counts);
    return counts;
  }

  private static void countIf(boolean condition, Metric metric, Map<Metric, Integer> counts) {
    if (condition) {
      counts.put(metric, 1);
    }
  }

  private static String outcome(HttpResponse response) {
    if (response.status() >= 500) {
      return "fault";
    }
    return response.status() >= 400 ? "refused" : "ok";
  }

  private static Map<LogField, Object> faultFields(HttpRequest request, Exception e) {
    Map<LogField, Object> fields = requestFields(request);
    fields.put(LogField.EXCEPTION, e.getClass().getName());
    fields.put(LogField.STACK, LogWriter.stackOf(e));
    return fields;
  }

  private static Map<LogField, Object> requestFields(HttpRequest request) {
    Map<LogField, Object> fields = new LinkedHashMap<>();
    fields.put(LogField.REQUEST_ID, request.requestId());
    Optional<String> trace =
        request.header("x-amzn-trace-id").or(() -> request.header("traceparent"));
    trace.ifPresent(id -> fields.put(LogField.TRACE_ID, id));
    fields.put(LogField.ROUTE, request.routeKey());
    if (request.caller() instanceof Caller.Identified caller) {
      fields.put(LogField.CALLER, caller.subject());
    }
    return fields;
  }
}
