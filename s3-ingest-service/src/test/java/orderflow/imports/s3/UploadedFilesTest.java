package orderflow.imports.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.imports.domain.ObjectVersion;
import orderflow.imports.domain.Sequencer;
import orderflow.kit.s3.S3Clients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/// Reads from a server that plays GetObject and breaks bodies off.
class UploadedFilesTest {
  private static final byte[] CONTENT = "0123456789".repeat(1_000).getBytes(UTF_8);
  private static final ObjectVersion OBJECT =
      new ObjectVersion("bucket", "key", "etag", CONTENT.length, Sequencer.of("1"));

  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final List<String> conditions = new CopyOnWriteArrayList<>();
  private final AtomicInteger cuts = new AtomicInteger();
  private int status = 206;
  private int keptBytes = 3_000;
  private HttpServer server;
  private S3Client client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
    client =
        S3Clients.create(
            Map.of(
                "AWS_REGION",
                "eu-west-1",
                "AWS_ENDPOINT_URL_S3",
                "http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void a_body_that_breaks_off_is_taken_up_at_the_byte_where_it_broke() throws IOException {
    cuts.set(3);

    byte[] read = read(0);

    assertThat(read).isEqualTo(CONTENT);
    assertThat(ranges).containsExactly("bytes=0-", "bytes=3000-", "bytes=6000-", "bytes=9000-");
    assertThat(conditions).containsOnly("\"etag\"");
    assertThat(cuts).hasValue(0);
  }

  @Test
  void a_read_begins_at_the_offset_asked_for() throws IOException {
    assertThat(read(9_990)).isEqualTo("0123456789".getBytes(UTF_8));
    assertThat(read(CONTENT.length)).isEmpty();
    assertThat(ranges).containsExactly("bytes=9990-");
  }

  @Test
  void bodies_that_break_off_without_a_byte_end_the_reading() {
    cuts.set(100);
    keptBytes = 0;

    assertThatThrownBy(() -> read(0)).isInstanceOf(IOException.class);
    assertThat(ranges).hasSizeGreaterThan(2).containsOnly("bytes=0-");
  }

  @Test
  void another_version_and_no_object_are_told_apart() {
    status = 412;
    assertThatThrownBy(() -> read(0))
        .isInstanceOfSatisfying(
            ObjectGoneException.class, e -> assertThat(e.isReplaced()).isTrue());

    status = 404;
    assertThatThrownBy(() -> read(0))
        .isInstanceOfSatisfying(
            ObjectGoneException.class, e -> assertThat(e.isReplaced()).isFalse());
  }

  private byte[] read(long offset) throws IOException {
    try (InputStream input = new UploadedFiles(client).open(OBJECT, offset)) {
      return input.readAllBytes();
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range);
    conditions.add(exchange.getRequestHeaders().getFirst("If-Match"));
    try (exchange) {
      if (status != 206) {
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      int length = CONTENT.length - from;
      exchange.sendResponseHeaders(206, length);
      boolean cut = cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
      exchange.getResponseBody().write(CONTENT, from, cut ? Math.min(keptBytes, length) : length);
      exchange.getResponseBody().flush();
    }
  }
}
