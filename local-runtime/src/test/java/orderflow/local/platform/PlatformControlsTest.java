package orderflow.local.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import orderflow.dynamodblocal.TestTables;
import orderflow.local.lambda.Eventually;
import orderflow.local.lambda.RetryDelays;
import orderflow.local.store.IamMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What other processes do to a running platform, over its control port.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlatformControlsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String table = "Small-" + UUID.randomUUID();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Platform platform;

  PlatformControlsTest() throws StartRefusedException {
    platform = Platform.start(options(), _ -> {});
  }

  @BeforeAll
  void is_up() throws Exception {
    assertThat(send("GET", "/api/status", "", 200).path("ready").asBoolean()).isTrue();
  }

  @AfterAll
  void close() {
    platform.close();
    client.close();
  }

  @Test
  void an_invocation_is_replayed_as_it_was_or_edited() throws Exception {
    String seeded = newest().path("requestId").asText();

    JsonNode same = send("POST", "/api/replay?request=" + seeded, "", 200);
    JsonNode edited =
        send("POST", "/api/replay?request=" + seeded, "{\"results\":[\"other\"]}", 200);
    JsonNode failed = send("POST", "/api/replay?request=" + seeded, "{\"fail\":true}", 200);

    assertThat(same.path("same").asBoolean()).isTrue();
    assertThat(edited.path("same").asBoolean()).isFalse();
    assertThat(edited.path("answer").asText()).contains("other");
    assertThat(failed.path("failed").asBoolean()).isTrue();
    assertThat(send("POST", "/api/replay?request=nobody", "", 404).path("message").asText())
        .contains("no invocation nobody");
  }

  @Test
  void a_schedule_is_fired_for_a_time_and_its_function_gets_that_time() throws Exception {
    JsonNode fired = send("POST", "/api/fire?schedule=hourly&at=2026-01-31T12:00:00Z", "", 202);
    String request = fired.path("requestId").asText();

    assertThat(Eventually.holds(() -> platform.isIdle())).isTrue();
    assertThat(send("GET", "/api/invocation?request=" + request, "", 200).path("answer").asText())
        .contains("2026-01-31T12:00:00Z");
    assertThat(send("POST", "/api/fire?schedule=daily", "", 400).path("message").asText())
        .contains("hourly");
    assertThat(send("POST", "/api/fire?schedule=hourly&at=noon", "", 400).path("message").asText())
        .contains("found at=noon");
  }

  @Test
  void the_clock_is_moved_and_reset() throws Exception {
    JsonNode moved = send("POST", "/api/clock?by=PT1H", "", 200);
    JsonNode reset = send("DELETE", "/api/clock", "", 200);

    assertThat(moved.path("offset").asText()).isEqualTo("PT1H");
    assertThat(reset.path("offset").asText()).isEqualTo("PT0S");
    assertThat(send("POST", "/api/clock?by=soon", "", 400).path("message").asText())
        .contains("found by=soon");
  }

  @Test
  void a_letter_is_redriven_when_its_function_takes_it_and_kept_when_not() throws Exception {
    letter("good", "{\"results\":[]}");
    letter("bad", "{\"fail\":true}");
    letter("lost", "null");

    JsonNode good = send("POST", "/api/redrive?key=good", "", 200).path("letters").path(0);
    JsonNode bad = send("POST", "/api/redrive?key=bad", "", 200).path("letters").path(0);
    JsonNode lost = send("POST", "/api/redrive?key=lost", "", 200).path("letters").path(0);

    assertThat(good.path("outcome").asText()).isEqualTo("redriven");
    assertThat(bad.path("outcome").asText()).isEqualTo("kept");
    assertThat(bad.path("reason").asText()).contains("as asked");
    assertThat(lost.path("outcome").asText()).isEqualTo("kept");
    assertThat(send("GET", "/api/failures", "", 200).path("letters").valueStream())
        .extracting(letter -> letter.path("key").asText())
        .containsExactlyInAnyOrder("bad", "lost");
  }

  @Test
  void a_reset_empties_the_store_puts_the_clock_right_and_seeds_again() throws Exception {
    TestTables.client()
        .putItem(put -> put.tableName(table).item(Map.of("pk", AttributeValue.fromS("a"))));
    platform.objects().put("letters", "some", "{}".getBytes(UTF_8));
    send("POST", "/api/clock?by=PT1H", "", 200);
    String before = newest().path("requestId").asText();

    send("POST", "/api/reset", "", 200);

    assertThat(TestTables.scan(table)).isEmpty();
    assertThat(platform.objects().list("letters", "")).isEmpty();
    assertThat(send("GET", "/api/clock", "", 200).path("offset").asText()).isEqualTo("PT0S");
    assertThat(newest().path("requestId").asText()).isNotEqualTo(before);
  }

  private void letter(String key, String event) throws IOException {
    String json =
        "{\"requestContext\":{\"functionArn\":\"arn:aws:lambda:eu-west-1:000000000000:function:"
            + "Answers:$LATEST\"},\"requestPayload\":"
            + event
            + "}";
    platform.objects().put("letters", key, json.getBytes(UTF_8));
  }

  private JsonNode newest() throws IOException, InterruptedException {
    return send("GET", "/api/invocations?limit=1", "", 200).path("invocations").path(0);
  }

  private JsonNode send(String method, String path, String body, int status)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(platform.console() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private PlatformOptions options() {
    return new PlatformOptions(
        Path.of("..").toAbsolutePath().normalize(),
        Path.of("target/test-classes/platform/controls.yaml").toAbsolutePath(),
        Optional.empty(),
        true,
        Ports.any(),
        Map.of("Table", table),
        Map.of(),
        Optional.of(TestTables.endpoint()),
        IamMode.ENFORCE,
        RetryDelays.SHORT,
        true,
        false,
        Map.of());
  }
}
