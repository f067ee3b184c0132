package orderflow.local.lambda;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The Lambda Runtime API (version 2018-06-01) for all processes.
///
/// Each process has a path prefix of its own, `/function/process`. The server does not notice that
/// a client died, so a request left behind by a killed process must not be able to take an event
/// meant for its successor.
final class RuntimeApi implements AutoCloseable {

  private static final String JSON = "application/json";

  private final Map<String, Handoff> processes = new ConcurrentHashMap<>();
  private final LoopbackServer server;

  RuntimeApi() throws IOException {
    server = LoopbackServer.start(0, this::handle);
  }

  /// Opens the API for a process. Answers the value of its `AWS_LAMBDA_RUNTIME_API`.
  String open(String function, String processId, Handoff handoff) {
    String prefix = function + "/" + processId;
    processes.put(prefix, handoff);
    return "127.0.0.1:" + server.port() + "/" + prefix;
  }

  /// Closes it again: what the process still asks is answered with 410.
  void close(String function, String processId) {
    processes.remove(function + "/" + processId);
  }

  @Override
  public void close() {
    server.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    // "", function, process, 2018-06-01, runtime, …
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    Handoff handoff = path.length < 7 ? null : processes.get(path[1] + "/" + path[2]);
    if (handoff == null) {
      send(exchange, 410, "{\"errorType\":\"Gone\",\"errorMessage\":\"No such process\"}");
      return;
    }
    route(exchange, handoff, path);
  }

  private static void route(HttpExchange exchange, Handoff handoff, String[] path)
      throws IOException {
    switch (path[path.length - 1]) {
      case "next" -> next(exchange, handoff);
      case "response" -> answer(exchange, handoff, path[6], false);
      case "error" -> error(exchange, handoff, path);
      default ->
          send(exchange, 404, "{\"errorType\":\"NotFound\",\"errorMessage\":\"No such call\"}");
    }
  }

  private static void next(HttpExchange exchange, Handoff handoff) throws IOException {
    Optional<Delivery> delivery = await(handoff);
    if (delivery.isEmpty()) {
      send(exchange, 410, "{\"errorType\":\"Gone\",\"errorMessage\":\"The process has ended\"}");
      return;
    }
    describe(exchange.getResponseHeaders(), delivery.get());
    send(exchange, 200, delivery.get().event().invocation().payload());
  }

  private static Optional<Delivery> await(Handoff handoff) {
    try {
      return handoff.next();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void describe(Headers headers, Delivery delivery) {
    Invocation invocation = delivery.event().invocation();
    headers.set("Lambda-Runtime-Aws-Request-Id", delivery.event().requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(delivery.deadline().toEpochMilli()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", delivery.event().functionArn());
    if (!invocation.traceHeader().isEmpty()) {
      headers.set("Lambda-Runtime-Trace-Id", invocation.traceHeader());
    }
    if (!invocation.clientContext().isEmpty()) {
      headers.set("Lambda-Runtime-Client-Context", invocation.clientContext());
    }
  }

  private static void error(HttpExchange exchange, Handoff handoff, String[] path)
      throws IOException {
    if (path[5].equals("init")) {
      handoff.failStart(body(exchange));
      send(exchange, 202, "{\"status\":\"OK\"}");
      return;
    }
    answer(exchange, handoff, path[6], true);
  }

  private static void answer(
      HttpExchange exchange, Handoff handoff, String requestId, boolean failed) throws IOException {
    if (handoff.answer(requestId, body(exchange), failed)) {
      send(exchange, 202, "{\"status\":\"OK\"}");
      return;
    }
    send(
        exchange,
        400,
        "{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"Invalid request ID\"}");
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  /// The native client crashes on an answer without a content type.
  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", JSON);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
