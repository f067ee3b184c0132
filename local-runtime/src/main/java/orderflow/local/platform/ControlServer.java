package orderflow.local.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import orderflow.local.lambda.LogLine;
import orderflow.local.lambda.LogStore;
import orderflow.local.lambda.LoopbackServer;

/// What other processes of this machine ask a platform, as JSON:
///
/// - `GET /api/status`: [PlatformStatus]; 503 while the store starts
/// - `GET /api/logs?after=SEQ&function=F&request=ID`: `{"after":N,"lines":[{"sequence","at",
///   "function","requestId","text"}]}`; waits up to 20 s for a line after SEQ, and the caller goes
///   on with the `after` of the answer, also when a filter left no line
/// - `POST /api/stop`: 202, then the platform stops
///
/// A page of another origin cannot use it: `Host` has to be this server's and `Origin`, if any,
/// too.
final class ControlServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LogStore logs;
  private final Runnable stop;
  private final LoopbackServer server;
  private volatile Optional<Supplier<PlatformStatus>> status = Optional.empty();

  ControlServer(LogStore logs, Runnable stop, int port) throws IOException {
    this.logs = logs;
    this.stop = stop;
    this.server = LoopbackServer.start(port, this::handle);
  }

  String url() {
    return server.url();
  }

  void show(Supplier<PlatformStatus> status) {
    this.status = Optional.of(status);
  }

  @Override
  public void close() {
    server.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (isForeign(exchange)) {
        send(exchange, 403, message("Host and Origin have to be " + server.url()));
        return;
      }
      answer(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
    switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
      case "GET /api/status" -> status(exchange);
      case "GET /api/logs" -> send(exchange, 200, lines(exchange.getRequestURI()));
      case "POST /api/stop" -> {
        send(exchange, 202, message("stopping"));
        stop.run();
      }
      default -> send(exchange, 404, message("no such resource"));
    }
  }

  private void status(HttpExchange exchange) throws IOException {
    Optional<PlatformStatus> now = status.map(Supplier::get);
    if (now.isPresent()) {
      send(exchange, 200, now.get().toJson());
    } else {
      send(exchange, 503, message("starting"));
    }
  }

  private ObjectNode lines(URI request) throws InterruptedException {
    Query query = Query.of(Optional.ofNullable(request.getQuery()).orElse(""));
    List<LogLine> lines = logs.after(query.after(), PATIENCE);
    ObjectNode answer = JSON.createObjectNode();
    answer.put("after", lines.isEmpty() ? query.after() : lines.getLast().sequence());
    ArrayNode array = answer.putArray("lines");
    lines.stream().filter(query::takes).forEach(line -> add(array.addObject(), line));
    return answer;
  }

  private static void add(ObjectNode node, LogLine line) {
    node.put("sequence", line.sequence());
    node.put("at", line.at().toString());
    node.put("function", line.function());
    node.put("requestId", line.requestId());
    node.put("text", line.text());
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

  private static ObjectNode message(String text) {
    return JSON.createObjectNode().put("message", text);
  }

  private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /// What lines are asked for; an empty name takes all.
  private record Query(long after, String function, String request) {

    static Query of(String text) {
      long after = 0;
      String function = "";
      String request = "";
      for (String pair : text.split("&", -1)) {
        String value = pair.substring(pair.indexOf('=') + 1);
        switch (pair.substring(0, Math.max(0, pair.indexOf('=')))) {
          case "after" -> after = value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
          case "function" -> function = value;
          case "request" -> request = value;
          default -> {}
        }
      }
      return new Query(after, function, request);
    }

    boolean takes(LogLine line) {
      return (function.isEmpty() || line.function().equals(function))
          && (request.isEmpty() || line.requestId().equals(request));
    }
  }
}
