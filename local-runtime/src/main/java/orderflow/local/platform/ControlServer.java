package orderflow.local.platform;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import orderflow.local.lambda.LoopbackServer;

/// What other processes of this machine ask a platform, as JSON: [PlatformControls] lists it. While
/// the platform starts, what is not there yet is 503.
///
/// A page of another origin cannot use it: `Host` has to be this server's and `Origin`, if any,
/// too.
final class ControlServer implements AutoCloseable {
  private final Map<String, ControlHandler> handlers = new ConcurrentHashMap<>();
  private final LoopbackServer server;
  private volatile boolean complete;

  ControlServer(int port) throws IOException {
    this.server = LoopbackServer.start(port, this::handle);
  }

  String url() {
    return server.url();
  }

  /// Lets a handler answer from now on.
  ///
  /// @param operation such as `GET /api/status`
  ControlServer on(String operation, ControlHandler handler) {
    handlers.put(operation, handler);
    return this;
  }

  /// All handlers are there: what none answers is 404 from now on.
  void complete() {
    complete = true;
  }

  @Override
  public void close() {
    server.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, isForeign(exchange) ? foreign() : answer(exchange));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ControlHandler.Answer answer(HttpExchange exchange)
      throws IOException, InterruptedException {
    String operation = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    ControlHandler handler = handlers.get(operation);
    if (handler == null) {
      return complete
          ? ControlHandler.Answer.message(404, "no such resource: " + operation)
          : ControlHandler.Answer.message(503, "starting");
    }
    try {
      return handler.answer(request(exchange));
    } catch (IllegalArgumentException e) {
      return ControlHandler.Answer.message(400, String.valueOf(e.getMessage()));
    }
  }

  private static ControlHandler.Request request(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> query = new HashMap<>();
    String text = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return new ControlHandler.Request(query, body);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private ControlHandler.Answer foreign() {
    return ControlHandler.Answer.message(403, "Host and Origin have to be " + server.url());
  }

  /// DNS rebinding makes a page's requests arrive here with the page's own Host.
  private boolean isForeign(HttpExchange exchange) {
    String own = "127.0.0.1:" + server.port();
    List<String> names = List.of(own, "localhost:" + server.port());
    String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    String origin = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Origin")).orElse("");
    return !names.contains(host)
        || !(origin.isEmpty() || names.stream().anyMatch(name -> origin.equals("http://" + name)));
  }

  private static void send(HttpExchange exchange, ControlHandler.Answer answer) throws IOException {
    byte[] bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
