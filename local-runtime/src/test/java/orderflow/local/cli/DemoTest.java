package orderflow.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DemoTest {
  private static final String TOKEN = "planted-token";

  private final StringWriter out = new StringWriter();
  private final Map<String, String> planted = new ConcurrentHashMap<>();
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final HttpServer server;

  DemoTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void walks_all_steps_and_never_shows_the_token() throws Exception {
    walk();

    assertThat(out.toString())
        .contains("10. List the customer's orders", "$TOKEN", "No second order")
        .doesNotContain(TOKEN);
  }

  @Test
  void stops_with_what_was_expected_where_an_answer_deviates() {
    planted.put("payment", "pending");

    assertThatThrownBy(this::walk)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Pay it: expected the status paid, found the status pending");
  }

  private void walk() throws IOException, InterruptedException, Problem {
    URI api = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (DemoClient client = new DemoClient(api, new PrintWriter(out))) {
      new DemoTour(client, "run1").walk();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      boolean posted = exchange.getRequestMethod().equals("POST");
      String action = path.substring(path.lastIndexOf('/') + 1);
      switch (action) {
        case "login" ->
            send(exchange, 200, "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":600}");
        case "products" -> send(exchange, 200, "{\"data\":[{\"sku\":\"SKU-001\"}]}");
        case "orders" -> {
          if (posted) {
            place(exchange);
          } else {
            send(exchange, 200, "{\"data\":[" + order("pending") + "]}");
          }
        }
        case "payment" -> send(exchange, 200, order(planted.getOrDefault(action, "paid")));
        case "cancellation" -> send(exchange, 200, order("cancelled"));
        default -> send(exchange, 200, order("pending"));
      }
    }
  }

  private void place(HttpExchange exchange) throws IOException {
    if (!keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"))) {
      exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
    }
    send(exchange, 201, order("pending"));
  }

  private static String order(String state) {
    return "{\"id\":\"ord_1\",\"customerId\":\"usr_1\",\"status\":\""
        + state
        + "\",\"total\":{\"amount\":2500,\"currency\":\"EUR\"}}";
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("ETag", "\"1\"");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
