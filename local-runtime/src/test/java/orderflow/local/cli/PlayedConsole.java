package orderflow.local.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A platform as commands see one: a state file and a console with planted answers. Asked for
/// anything else it answers 404 with a message, as the real one does.
final class PlayedConsole implements AutoCloseable {
  private static final int PORT_BASE = 3900;

  private final HttpServer server;
  private final Path data;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  final List<String> asked = new CopyOnWriteArrayList<>();

  PlayedConsole(Path data) throws IOException {
    this.data = data;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    state("\"tables\":[\"OrdersTable\"]");
  }

  /// Members of the state beside the process and the console.
  PlayedConsole state(String members) throws IOException {
    Files.writeString(
        data.resolve("platform-" + PORT_BASE + ".json"),
        "{\"pid\":%d,\"console\":\"http://127.0.0.1:%d\",%s}"
            .formatted(ProcessHandle.current().pid(), server.getAddress().getPort(), members));
    return this;
  }

  /// @param operation such as `GET /api/clock`, without its query
  PlayedConsole on(String operation, String json) {
    answers.put(operation, json);
    return this;
  }

  int run(CommandLineFixture fixture, String command, String... arguments) {
    List<String> all = new java.util.ArrayList<>(List.of(command));
    all.addAll(List.of("--data", data.toString(), "--port-base", "" + PORT_BASE));
    all.addAll(List.of(arguments));
    return fixture.run(all.toArray(String[]::new));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      String operation = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      String json = answers.getOrDefault(operation, "{\"message\":\"nothing planted\"}");
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answers.containsKey(operation) ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
