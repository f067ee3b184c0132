package orderflow.local.httpapi;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import orderflow.local.lambda.InvocationOutcome;
import orderflow.local.template.HttpApi;
import orderflow.local.template.HttpRoute;

/// What an HTTP API does with a request: limits, route, throttle, authorizer, function, answer.
final class Gateway implements AutoCloseable {

  static final int BODY_BYTES = 10 * 1024 * 1024;
  private static final int HEAD_BYTES = 10_240;
  private static final int EVENT_BYTES = 6 * 1024 * 1024;

  private final HttpApiSettings settings;
  private final RouteTable routes;
  private final RouteThrottles throttles;
  private final CorsPolicy cors;
  private final FunctionCalls calls;
  private final RequestEvents events;
  private final Map<String, Authorizer> authorizers = new HashMap<>();

  Gateway(HttpApi api, HttpApiSettings settings, FunctionCalls calls) {
    this.settings = settings;
    this.routes = new RouteTable(api.routes());
    this.throttles = new RouteThrottles(api, settings.clock().instant());
    this.cors = new CorsPolicy(api.cors());
    this.calls = calls;
    this.events = new RequestEvents(api, settings);
    api.authorizers()
        .forEach((name, definition) ->
            authorizers.put(name, new Authorizer(definition, calls, events, settings)));
    api.routes().forEach(this::check);
  }

  Handled handle(GatewayRequest request) {
    Handled handled = answer(request);
    return handled.with(cors.apply(request, handled.response()));
  }

  @Override
  public void close() {
    calls.close();
  }

  private Handled answer(GatewayRequest request) {
    if (headBytes(request) > HEAD_BYTES) {
      return Handled.refused(
          GatewayResponse.message(431, "Request Header Fields Too Large"), "Headers too large");
    }
    if (request.body().size() > BODY_BYTES) {
      return Handled.refused(
          GatewayResponse.message(413, "Request Entity Too Large"), "Body over 10 MB");
    }
    Optional<RouteMatch> match = routes.find(request.method(), request.rawPath());
    if (match.isEmpty()) {
      return isPreflight(request)
          ? Handled.byGateway(cors.preflight(request))
          : Handled.refused(GatewayResponse.message(404, "Not Found"), "No route");
    }
    return route(request, match.get()).on(match.get().route());
  }

  private Handled route(GatewayRequest request, RouteMatch match) {
    if (!throttles.allows(match.route(), settings.clock().instant())) {
      return Handled.refused(GatewayResponse.message(429, "Too Many Requests"), "Throttled");
    }
    return switch (authorize(request, match)) {
      case Verdict.Refused(GatewayResponse response, String reason) ->
          Handled.refused(response, reason);
      case Verdict.Passed passed ->
          isPreflight(request)
              ? Handled.byGateway(cors.preflight(request))
              : integrate(request, match, passed);
    };
  }

  private Verdict authorize(GatewayRequest request, RouteMatch match) {
    return match
        .route()
        .authorizer()
        .map(authorizers::get)
        .map(authorizer -> authorizer.check(request, match))
        .orElseGet(() -> new Verdict.Passed(MissingNode.getInstance()));
  }

  private Handled integrate(GatewayRequest request, RouteMatch match, Verdict.Passed passed) {
    String event = events.ofFunction(request, match, passed.context()).toString();
    if (event.getBytes(StandardCharsets.UTF_8).length > EVENT_BYTES) {
      return Handled.refused(
          GatewayResponse.message(413, "Request Entity Too Large"), "Event over 6 MB");
    }
    FunctionTarget target = settings.target(match.route().functionLogicalId());
    long begin = System.nanoTime();
    Optional<InvocationOutcome> outcome =
        calls.call(target, event, TraceHeader.of(request), settings.integrationTimeout());
    Handled handled =
        outcome
            .map(Gateway::respond)
            .orElseGet(() ->
                Handled.refused(GatewayResponse.message(503, "Service Unavailable"), "Timed out"));
    return handled.took(Duration.ofNanos(System.nanoTime() - begin));
  }

  private static Handled respond(InvocationOutcome outcome) {
    return switch (outcome) {
      case InvocationOutcome.Refused refused when refused.status() == 413 ->
          Handled.refused(
              GatewayResponse.message(413, "Request Entity Too Large"), refused.message());
      case InvocationOutcome.Refused refused when refused.status() == 429 ->
          Handled.refused(GatewayResponse.message(503, "Service Unavailable"), refused.message());
      case InvocationOutcome.Refused refused ->
          Handled.refused(GatewayResponse.internalServerError(), refused.message());
      case InvocationOutcome.Finished finished when finished.failed() ->
          Handled.refused(GatewayResponse.internalServerError(), "The function failed");
      case InvocationOutcome.Finished finished ->
          Handled.byGateway(ResponseMapping.map(finished.payload()));
    };
  }

  private boolean isPreflight(GatewayRequest request) {
    return cors.isConfigured() && request.isPreflight();
  }

  private static int headBytes(GatewayRequest request) {
    // METHOD SP path ? query SP HTTP/1.1 CRLF
    return request.method().length()
        + request.rawPath().length()
        + request.rawQuery().length()
        + 13
        + request.headers().bytes();
  }

  private void check(HttpRoute route) {
    settings.target(route.functionLogicalId());
    if (route.authorizer().isPresent() && !authorizers.containsKey(route.authorizer().get())) {
      throw new IllegalArgumentException(
          "Route "
              + route.key()
              + " names the authorizer "
              + route.authorizer().get()
              + ", which does not exist");
    }
  }
}
