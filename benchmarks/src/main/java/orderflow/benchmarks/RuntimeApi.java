package orderflow.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// Lambda's Runtime API (Lambda Developer Guide, "Using the Lambda runtime API") for one process:
/// it hands events out and notes when each was asked for and answered.
final class RuntimeApi implements AutoCloseable {
  private static final String PREFIX = "/2018-06-01/runtime";
  private static final String FAR_AWAY = "4102444800000";

  private final HttpServer server;
  private final BlockingQueue<String> events;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private volatile long handedOut;

  RuntimeApi(List<String> events) throws IOException {
    this.events = new LinkedBlockingQueue<>(events);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PREFIX, this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /// What a function answered.
  ///
  /// @param at when, as [System#nanoTime]
  /// @param call how long after the event was handed out
  record Answer(String body, long at, long call) {}

  /// The value of `AWS_LAMBDA_RUNTIME_API`.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  Answer take() throws InterruptedException {
    return answers.take();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (path.endsWith("/invocation/next")) {
        next(exchange);
      } else {
        long now = System.nanoTime();
        answers.add(new Answer(body, now, now - handedOut));
        exchange.sendResponseHeaders(202, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for good when there is no further event.
  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] event = events.take().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "request-1");
    exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", FAR_AWAY);
    exchange
        .getResponseHeaders()
        .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:0:function:f");
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, event.length);
    handedOut = System.nanoTime();
    exchange.getResponseBody().write(event);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
