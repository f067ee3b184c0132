package orderflow.kit.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.s3.S3Clients;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class QuarantineTest {
  private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:stream";

  @Test
  void a_letter_has_what_the_redrive_job_reads() {
    Json letter = letter(ARN).toJson();

    assertThat(letter)
        .isEqualTo(
            JsonReader.readTrusted(
                """
                {"version":"1.0","timestamp":"2026-01-31T09:30:00.123Z",
                 "requestContext":{"requestId":"request-1","functionArn":"%s",
                  "condition":"Quarantined","approximateInvokeCount":1},
                 "error":{"code":"undecodable","detail":"no type"},"sequenceNumber":"111",
                 "payload":{"Records":[{"eventID":"e1"}]}}
                """
                    .formatted(ARN)
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Test
  void a_qualifier_is_dropped_from_the_function_and_a_bare_name_stays() {
    assertThat(letter(ARN + ":live").functionArn()).isEqualTo(ARN);
    assertThat(letter("stream").functionArn()).isEqualTo("stream");
  }

  @Test
  void a_letter_is_named_by_its_function_and_event_and_the_client_is_made_once() {
    AtomicInteger made = new AtomicInteger();
    List<PutObjectRequest> puts = new CopyOnWriteArrayList<>();
    S3Client client = client(puts);
    Quarantine quarantine =
        new Quarantine(
            () -> {
              made.incrementAndGet();
              return client;
            },
            "letters",
            "stream");
    assertThat(made).hasValue(0);

    quarantine.put(letter(ARN));
    quarantine.put(letter(ARN));

    assertThat(made).hasValue(1);
    assertThat(puts)
        .hasSize(2)
        .allSatisfy(put -> {
          assertThat(put.bucket()).isEqualTo("letters");
          assertThat(put.key()).isEqualTo("quarantine/stream/e1");
          assertThat(put.contentType()).isEqualTo("application/json");
        });
  }

  @Test
  void a_refused_letter_is_an_error() {
    S3Client client = mock(S3Client.class);
    when(client.putObject(any(PutObjectRequest.class), any(RequestBody.class)))
        .thenThrow(S3Exception.builder().statusCode(403).message("no").build());
    Quarantine quarantine = new Quarantine(() -> client, "letters", "stream");

    assertThatThrownBy(() -> quarantine.put(letter(ARN))).isInstanceOf(S3Exception.class);
  }

  @Test
  void a_client_speaks_path_style_to_an_address_and_tries_three_times() throws IOException {
    List<String> paths = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          paths.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(paths.size() < 3 ? 503 : 200, -1);
          exchange.close();
        });
    server.start();

    try (S3Client client = S3Clients.create(environment(server))) {
      client.putObject(put -> put.bucket("letters").key("a/b"), RequestBody.fromString("x"));
    } finally {
      server.stop(0);
    }

    assertThat(paths).containsExactly("PUT /letters/a/b", "PUT /letters/a/b", "PUT /letters/a/b");
  }

  private static Map<String, String> environment(HttpServer server) {
    return Map.of(
        "AWS_REGION",
        "eu-west-1",
        "AWS_ENDPOINT_URL_S3",
        "http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static S3Client client(List<PutObjectRequest> puts) {
    S3Client client = mock(S3Client.class);
    when(client.putObject(any(PutObjectRequest.class), any(RequestBody.class)))
        .thenAnswer(call -> {
          puts.add(call.getArgument(0));
          return PutObjectResponse.builder().build();
        });
    return client;
  }

  private static Letter letter(String function) {
    Json payload =
        Json.object()
            .withEach("Records", List.of("e1"), id -> Json.object().with("eventID", id).build())
            .build();
    return new Letter(
        "e1",
        "request-1",
        function,
        Instant.parse("2026-01-31T09:30:00.123Z"),
        "undecodable",
        "no type",
        Optional.of("111"),
        payload);
  }
}
