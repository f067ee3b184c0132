package orderflow.local.httpapi;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import orderflow.local.lambda.Invocation;
import orderflow.local.lambda.InvocationOutcome;
import orderflow.local.lambda.LoopbackServer;
import orderflow.local.template.HttpApi;

/// An HTTP API of a template, served on 127.0.0.1.
public final class HttpApiServer implements AutoCloseable {

  private static final int REQUEST_ID_BYTES = 11;

  private final HttpApiSettings settings;
  private final Gateway gateway;
  private final Consumer<AccessLogEntry> accessLog;
  private final LoopbackServer server;

  /// Starts serving.
  ///
  /// @param functions runs a function and waits for its end, usually `lambda::invoke`
  /// @param accessLog is told of every request; must not block
  /// @param port the port, or 0 for a free one
  /// @throws IOException if the port is in use
  /// @throws IllegalArgumentException if the API names what does not exist or is not emulated
  public HttpApiServer(
      HttpApi api,
      HttpApiSettings settings,
      Function<Invocation, InvocationOutcome> functions,
      Consumer<AccessLogEntry> accessLog,
      int port)
      throws IOException {
    this.settings = settings;
    this.gateway = new Gateway(api, settings, new FunctionCalls(functions));
    this.accessLog = accessLog;
    this.server = LoopbackServer.start(port, this::handle);
  }

  /// Where it listens.
  public String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
    gateway.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      long begin = System.nanoTime();
      GatewayRequest request = read(exchange);
      Handled handled = handleSafely(request);
      send(exchange, request, handled.response());
      accessLog.accept(entry(request, handled, Duration.ofNanos(System.nanoTime() - begin)));
    }
  }

  private Handled handleSafely(GatewayRequest request) {
    try {
      return gateway.handle(request);
    } catch (RuntimeException e) {
      return Handled.refused(GatewayResponse.internalServerError(), "The gateway failed: " + e);
    }
  }

  private GatewayRequest read(HttpExchange exchange) throws IOException {
    Instant now = settings.clock().instant();
    Body body = Body.read(exchange.getRequestBody(), Gateway.BODY_BYTES);
    String sourceIp = exchange.getRemoteAddress().getAddress().getHostAddress();
    return new GatewayRequest(
        requestId(),
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
        headers(exchange, sourceIp, body, now),
        body,
        now,
        sourceIp,
        server.port());
  }

  private RequestHeaders headers(HttpExchange exchange, String sourceIp, Body body, Instant now) {
    RequestHeaders sent = RequestHeaders.of(new HashMap<>(exchange.getRequestHeaders()));
    Map<String, String> all = sent.joined();
    all.merge("x-forwarded-for", sourceIp, (before, last) -> before + "," + last);
    all.put("x-forwarded-port", Integer.toString(exchange.getLocalAddress().getPort()));
    all.put("x-forwarded-proto", "http");
    all.computeIfAbsent(TraceHeader.NAME, name -> TraceHeader.create(now, settings.random()));
    all.putIfAbsent("content-length", Integer.toString(body.size()));
    return sent;
  }

  private String requestId() {
    byte[] unique = new byte[REQUEST_ID_BYTES];
    settings.random().nextBytes(unique);
    return Base64.getEncoder().encodeToString(unique);
  }

  private static void send(HttpExchange exchange, GatewayRequest request, GatewayResponse response)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    response.headers().forEach(header -> headers.add(header.name(), header.value()));
    headers.set("apigw-requestid", request.id());
    boolean bodyless =
        request.method().equals("HEAD")
            || List.of(204, 304).contains(response.status())
            || response.body().isEmpty();
    exchange.sendResponseHeaders(response.status(), bodyless ? -1 : response.body().size());
    if (!bodyless) {
      response.body().writeTo(exchange.getResponseBody());
    }
  }

  private static AccessLogEntry entry(GatewayRequest request, Handled handled, Duration latency) {
    return new AccessLogEntry(
        request.id(),
        request.receivedAt(),
        request.method(),
        request.path(),
        handled.routeKey(),
        handled.response().status(),
        handled.response().body().size(),
        latency,
        handled.integrationLatency(),
        request.sourceIp(),
        handled.error());
  }
}
