package orderflow.system.scenario;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Stands before DynamoDB Local and, when it is armed, kills the processes of a function while one
/// of them waits for its transaction.
final class DeadlyStore implements AutoCloseable {
  /// Whether the transaction is committed when its sender dies.
  enum Moment {
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  /// What calls are answered with instead of being carried out.
  enum Fault {
    /// Other transactions are in the way of each transaction.
    CONFLICT(
        "TransactWriteItems",
        400,
        """
        {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "Message":"planted","CancellationReasons":[{"Code":"TransactionConflict"}]}\
        """),
    /// Every call fails.
    OUTAGE("", 500, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\"}");

    private final String operation;
    private final int status;
    private final String body;

    Fault(String operation, int status, String body) {
      this.operation = operation;
      this.status = status;
      this.body = body;
    }
  }

  private record Answering(String function, Fault fault) {}

  private record Killing(String function, Moment moment, CompletableFuture<Integer> deaths) {}

  private static final Set<String> HOP_BY_HOP =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private final URI upstream;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final AtomicReference<Optional<Killing>> armed = new AtomicReference<>(Optional.empty());

  private final AtomicReference<Optional<Answering>> answering =
      new AtomicReference<>(Optional.empty());

  DeadlyStore(URI upstream) throws IOException {
    this.upstream = upstream;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Kills at the next transaction of a function, once.
  ///
  /// @return how many processes died, once all have
  CompletableFuture<Integer> killAtNextTransaction(String function, Moment moment) {
    CompletableFuture<Integer> deaths = new CompletableFuture<>();
    armed.set(Optional.of(new Killing(function, moment, deaths)));
    return deaths;
  }

  /// Answers a function's calls with a fault while something is done.
  <T> T answering(String function, Fault fault, Supplier<T> work) {
    answering.set(Optional.of(new Answering(function, fault)));
    try {
      return work.get();
    } finally {
      answering.set(Optional.empty());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Optional<Fault> fault = fault(exchange);
      if (fault.isPresent()) {
        answer(exchange, fault.get());
        return;
      }
      Optional<Killing> due = due(exchange);
      if (due.isEmpty()) {
        answer(exchange, forward(exchange, body));
        return;
      }
      if (due.get().moment() == Moment.AFTER_COMMIT) {
        forward(exchange, body);
      }
      kill(due.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Fault> fault(HttpExchange exchange) {
    String sender = header(exchange, "X-Amz-Security-Token");
    String target = header(exchange, "X-Amz-Target");
    return answering
        .get()
        .filter(planted -> planted.function().equals(sender))
        .map(Answering::fault)
        .filter(planted -> target.endsWith("." + planted.operation) || planted.operation.isEmpty());
  }

  private static void answer(HttpExchange exchange, Fault fault) throws IOException {
    byte[] body = fault.body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(fault.status, body.length);
    exchange.getResponseBody().write(body);
  }

  private Optional<Killing> due(HttpExchange exchange) {
    String target = header(exchange, "X-Amz-Target");
    if (!target.endsWith(".TransactWriteItems")) {
      return Optional.empty();
    }
    // The session token of a function is its name.
    String sender = header(exchange, "X-Amz-Security-Token");
    Optional<Killing> killing = armed.get();
    boolean isDue = killing.filter(due -> due.function().equals(sender)).isPresent();
    return isDue && armed.compareAndSet(killing, Optional.empty()) ? killing : Optional.empty();
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private static void kill(Killing killing) throws InterruptedException {
    List<ProcessHandle> processes = Processes.of(killing.function());
    for (ProcessHandle process : processes) {
      process.destroyForcibly();
      awaitEnd(process);
    }
    killing.deaths().complete(processes.size());
  }

  private static void awaitEnd(ProcessHandle process) throws InterruptedException {
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("process " + process.pid() + " did not die", e);
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(upstream.resolve(exchange.getRequestURI().toString()))
            .timeout(Duration.ofSeconds(30))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!HOP_BY_HOP.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
      throws IOException {
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!HOP_BY_HOP.contains(name)) {
            exchange.getResponseHeaders().put(name, values);
          }
        });
    exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }
}
