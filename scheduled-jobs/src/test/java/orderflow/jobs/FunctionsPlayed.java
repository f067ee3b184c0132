package orderflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;

/// Plays the Invoke operation of the Lambda API, with functions that a test gives and faults in the
/// order in which they are planned. Events that are sent without waiting are kept.
final class FunctionsPlayed implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Function<Json, Json>> functions = new HashMap<>();
  private final Deque<Fault> planned = new ArrayDeque<>();
  private final List<Fault> happened = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Call> sent = new ArrayList<>();

  /// What goes wrong with an invocation.
  enum Fault {
    /// 429; nothing runs.
    THROTTLED,
    /// The function runs, and the answer is lost.
    ANSWER_LOST,
    /// The function throws; nothing was done.
    CRASHED
  }

  /// An invocation.
  record Call(String function, Json event) {}

  private FunctionsPlayed(HttpServer server) {
    this.server = server;
  }

  static FunctionsPlayed start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FunctionsPlayed played = new FunctionsPlayed(server);
      server.setExecutor(played.threads);
      server.createContext("/", played::serve);
      server.start();
      return played;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized void play(String function, Function<Json, Json> body) {
    functions.put(function, body);
  }

  synchronized void plan(Fault... faults) {
    planned.addAll(List.of(faults));
  }

  /// Faults that did happen.
  synchronized List<Fault> happened() {
    return List.copyOf(happened);
  }

  synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  synchronized List<Call> sent() {
    return List.copyOf(sent);
  }

  private synchronized void serve(HttpExchange exchange) throws IOException {
    Json event = JsonReader.readTrusted(exchange.getRequestBody().readAllBytes());
    String path = URLDecoder.decode(exchange.getRequestURI().getRawPath(), UTF_8);
    String function = path.split("/", -1)[3];
    Fault fault = planned.poll();
    if (fault != null) {
      happened.add(fault);
    }
    if (fault == Fault.THROTTLED) {
      answer(exchange, 429, "{\"message\":\"Rate exceeded\"}");
    } else if ("Event".equals(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"))) {
      sent.add(new Call(function, event));
      answer(exchange, 202, "");
    } else if (fault == Fault.CRASHED) {
      exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
      answer(exchange, 200, "{\"errorType\":\"a.B\",\"errorMessage\":\"no table\"}");
    } else {
      carryOut(exchange, new Call(function, event), fault == Fault.ANSWER_LOST);
    }
  }

  private void carryOut(HttpExchange exchange, Call call, boolean lost) throws IOException {
    Function<Json, Json> body = functions.get(call.function());
    if (body == null) {
      answer(exchange, 404, "{\"Message\":\"Function not found\"}");
      return;
    }
    calls.add(call);
    Json reply = body.apply(call.event());
    if (lost) {
      exchange.close();
      return;
    }
    answer(exchange, 200, new String(JsonWriter.write(reply), UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
