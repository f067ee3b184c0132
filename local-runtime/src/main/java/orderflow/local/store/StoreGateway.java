package orderflow.local.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import orderflow.local.lambda.LoopbackServer;
import orderflow.local.template.PolicyStatement;
import orderflow.local.template.Table;

/// Stands before DynamoDB. A function is known by its session token and held to its policy; a
/// caller without one is not restricted. Requests and answers are otherwise passed on unchanged.
public final class StoreGateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NOT_FORWARDED =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private final URI upstream;
  private final Rules rules;
  private final Consumer<String> warnings;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final LoopbackServer server;

  /// What callers are held to.
  ///
  /// @param policies statements by function name
  /// @param tables by table name
  public record Rules(
      IamMode iam, Map<String, List<PolicyStatement>> policies, Map<String, Table> tables) {
    public Rules {
      policies = Map.copyOf(policies);
      tables = Map.copyOf(tables);
    }
  }

  /// Starts the gateway.
  ///
  /// @param warnings is told of calls that [IamMode#WARN] lets through
  /// @param port 0 for a free one
  /// @throws IOException if the port is in use
  public StoreGateway(URI upstream, Rules rules, Consumer<String> warnings, int port)
      throws IOException {
    this.upstream = upstream;
    this.rules = rules;
    this.warnings = warnings;
    this.server = LoopbackServer.start(port, this::handle);
  }

  public String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
    client.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Optional<Refusal> refusal = refusal(exchange.getRequestHeaders(), body);
      if (refusal.isPresent()) {
        refuse(exchange, refusal.get());
      } else {
        forward(exchange, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Refusal(String type, String message) {}

  private Optional<Refusal> refusal(Headers headers, byte[] body) throws IOException {
    String target = Optional.ofNullable(headers.getFirst("X-Amz-Target")).orElse("");
    if (!target.startsWith("DynamoDB_")) {
      return Optional.empty();
    }
    String operation = StoreCall.operation(target);
    JsonNode request = JSON.readTree(body);
    StoreCall call = StoreCall.of(operation, request, rules.tables());
    String caller = Optional.ofNullable(headers.getFirst("X-Amz-Security-Token")).orElse("");
    return denied(caller, call).or(() -> invalid(operation, call));
  }

  private Optional<Refusal> denied(String caller, StoreCall call) {
    if (caller.isEmpty() || rules.iam() == IamMode.OFF) {
      return Optional.empty();
    }
    List<PolicyStatement> statements = rules.policies().getOrDefault(caller, List.of());
    Optional<String> message = Permissions.refusal(caller, statements, call);
    if (rules.iam() == IamMode.WARN) {
      message.ifPresent(warnings);
      return Optional.empty();
    }
    return message.map(text -> new Refusal("AccessDeniedException", text));
  }

  /// DynamoDB Local evaluates conditions instead of refusing, which the service does.
  private static Optional<Refusal> invalid(String operation, StoreCall call) {
    return operation.equals("TransactWriteItems") && call.touchesAnItemTwice()
        ? Optional.of(
            new Refusal(
                "ValidationException",
                "Transaction request cannot include multiple operations on one item"))
        : Optional.empty();
  }

  private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
    byte[] body =
        JSON.writeValueAsBytes(
            Map.of(
                "__type",
                "com.amazon.coral.service#" + refusal.type(),
                "message",
                refusal.message()));
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(400, body.length);
    write(exchange, body);
  }

  private void forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(upstream.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!NOT_FORWARDED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    HttpResponse<byte[]> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!NOT_FORWARDED.contains(name) && !name.startsWith(":")) {
            exchange.getResponseHeaders().put(name, values);
          }
        });
    exchange.sendResponseHeaders(
        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
    write(exchange, answer.body());
  }

  private static void write(HttpExchange exchange, byte[] body) throws IOException {
    if (body.length > 0) {
      try (OutputStream output = exchange.getResponseBody()) {
        output.write(body);
      }
    }
  }
}
