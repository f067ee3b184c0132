package orderflow.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.local.lambda.LogStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlServerTest {
  private final AtomicInteger stops = new AtomicInteger();
  private final LogStore logs = new LogStore(InstantSource.system(), 1000);
  private ControlServer server = open();

  @BeforeEach
  void nothing_was_stopped() {
    assertThat(stops).hasValue(0);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:PORT", "127.0.0.1:1", "localhost", ""})
  void a_foreign_host_is_refused(String host) throws Exception {
    String answer = send("POST /api/stop", "Host: " + here(host));

    assertThat(answer).startsWith("HTTP/1.1 403");
    assertThat(stops).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://evil.example", "https://127.0.0.1:PORT", "http://127.0.0.1", "null"})
  void a_page_of_another_origin_is_refused(String origin) throws Exception {
    String answer =
        send("POST /api/stop", "Host: " + here("127.0.0.1:PORT"), "Origin: " + here(origin));

    assertThat(answer).startsWith("HTTP/1.1 403");
    assertThat(stops).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT"})
  void its_own_name_and_origin_are_served(String host) throws Exception {
    String plain = send("GET /api/status", "Host: " + here(host));
    String page = send("POST /api/stop", "Host: " + here(host), "Origin: http://" + here(host));

    assertThat(plain).startsWith("HTTP/1.1 503").contains("starting");
    assertThat(page).startsWith("HTTP/1.1 202");
    assertThat(stops).hasValue(1);
  }

  @Test
  void lines_are_told_after_a_sequence_number_and_by_group() throws Exception {
    logs.add("access-log", "r1", "one");
    logs.add("Orders", "r2", "two");

    String all = send("GET /api/logs?after=1", "Host: " + here("127.0.0.1:PORT"));
    String group = send("GET /api/logs?function=access-log", "Host: " + here("127.0.0.1:PORT"));

    assertThat(all).contains("\"after\":2", "\"two\"").doesNotContain("\"one\"");
    assertThat(group).contains("\"after\":2", "\"one\"").doesNotContain("\"two\"");
  }

  private String here(String text) {
    return text.replace("PORT", server.url().substring(server.url().lastIndexOf(':') + 1));
  }

  /// By a socket, because the JDK's client sets Host itself.
  private String send(String line, String... headers) throws IOException {
    int port = Integer.parseInt(here("PORT"));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      String head =
          line
              + " HTTP/1.1\r\n"
              + String.join("\r\n", headers)
              + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private ControlServer open() {
    try {
      return new ControlServer(0)
          .on("GET /api/logs", new LogLines(logs))
          .on("POST /api/stop", _ -> stopping());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ControlHandler.Answer stopping() {
    stops.incrementAndGet();
    return ControlHandler.Answer.message(202, "stopping");
  }
}
