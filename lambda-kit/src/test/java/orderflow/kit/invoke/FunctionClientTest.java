package orderflow.kit.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.command.ItemResult;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.time.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/// Speaks to a server that plays the Invoke operation of the Lambda API.
final class FunctionClientTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z"));
  private static final CommandEvent EVENT =
      CommandEvent.of("GrantRole", 1, "r1", List.of(Json.of("x")));

  private record Seen(String path, String type, Json body) {}

  private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private LambdaClient lambda;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    lambda =
        FunctionClient.clientBuilder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
            .build();
  }

  @AfterEach
  void stop() {
    released.countDown();
    lambda.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void a_reply_comes_back_and_the_event_went_out_synchronously() throws Exception {
    answers(200, "", "{\"results\":[{\"status\":\"ok\",\"change\":\"granted\"}]}");

    InvokeResult result = invoke(Duration.ofSeconds(20));

    assertThat(result)
        .isEqualTo(
            new InvokeResult.Replied(
                new CommandReply(
                    List.of(ItemResult.ok(Json.object().with("change", "granted").build())))));
    assertThat(seen.take())
        .isEqualTo(
            new Seen("/2015-03-31/functions/f/invocations", "RequestResponse", EVENT.toJson()));
  }

  @Test
  void a_function_that_throws_has_failed_with_its_type_and_message() {
    answers(200, "Unhandled", "{\"errorType\":\"a.B\",\"errorMessage\":\"no table\"}");

    assertThat(invoke(Duration.ofSeconds(20)))
        .isEqualTo(new InvokeResult.FunctionFailed("a.B", "no table"));
  }

  @Test
  void a_failure_without_a_type_has_lambdas_word_for_it() {
    answers(200, "Unhandled", "{\"errorMessage\":\"Task timed out after 3.00 seconds\"}");

    assertThat(invoke(Duration.ofSeconds(20)))
        .isEqualTo(
            new InvokeResult.FunctionFailed("Unhandled", "Task timed out after 3.00 seconds"));
  }

  @Test
  void a_reply_that_is_no_reply_is_a_failure_of_the_function() {
    answers(200, "", "{\"answer\":42}");

    assertThat(invoke(Duration.ofSeconds(20)))
        .isEqualTo(
            new InvokeResult.FunctionFailed(FunctionClient.MALFORMED_REPLY, "/results is missing"));
  }

  @Test
  void a_reply_that_is_no_json_is_a_failure_of_the_function() {
    answers(200, "", "<html>");

    assertThat(invoke(Duration.ofSeconds(20)))
        .isInstanceOfSatisfying(
            InvokeResult.FunctionFailed.class,
            failed -> assertThat(failed.errorType()).isEqualTo(FunctionClient.MALFORMED_REPLY));
  }

  @Test
  void a_throttled_call_is_sent_once() {
    answers(429, "", "{\"message\":\"Rate Exceeded.\"}");

    assertThat(invoke(Duration.ofSeconds(20))).isEqualTo(new InvokeResult.Throttled());
    assertThat(seen).hasSize(1);
  }

  @Test
  void a_function_that_hangs_times_out_at_the_deadline() {
    server.createContext("/", _ -> awaitRelease());

    assertThat(invoke(Duration.ofMillis(300))).isEqualTo(new InvokeResult.TimedOut());
  }

  @Test
  void nothing_is_sent_after_the_deadline() {
    answers(200, "", "{\"results\":[]}");

    assertThat(invoke(Duration.ZERO)).isEqualTo(new InvokeResult.TimedOut());
    assertThat(seen).isEmpty();
  }

  @Test
  void a_failing_service_and_a_closed_port_are_unreachable() {
    answers(500, "", "{\"message\":\"oops\"}");

    InvokeResult failing = invoke(Duration.ofSeconds(20));
    server.stop(0);
    InvokeResult closed = invoke(Duration.ofSeconds(20));

    assertThat(failing).isEqualTo(new InvokeResult.Unreachable());
    assertThat(closed).isEqualTo(new InvokeResult.Unreachable());
  }

  @Test
  void a_function_that_does_not_exist_is_a_fault() {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("x-amzn-ErrorType", "ResourceNotFoundException");
          send(exchange, 404, "{\"message\":\"no such function\"}");
        });

    assertThatThrownBy(() -> invoke(Duration.ofSeconds(20)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void an_event_goes_out_asynchronously_and_is_accepted() throws Exception {
    answers(202, "", "");

    SendResult result = send(Duration.ofSeconds(20));

    assertThat(result).isEqualTo(SendResult.ACCEPTED);
    assertThat(seen.take())
        .isEqualTo(new Seen("/2015-03-31/functions/f/invocations", "Event", EVENT.toJson()));
  }

  @Test
  void an_event_that_lambda_has_no_room_for_is_throttled() {
    answers(429, "", "{\"message\":\"Rate Exceeded.\"}");

    assertThat(send(Duration.ofSeconds(20))).isEqualTo(SendResult.THROTTLED);
    assertThat(seen).hasSize(1);
  }

  @Test
  void an_event_is_not_accepted_by_a_service_that_fails_or_hangs_or_after_the_deadline() {
    answers(500, "", "{\"message\":\"oops\"}");
    SendResult failing = send(Duration.ofSeconds(20));
    server.removeContext("/");
    server.createContext("/", _ -> awaitRelease());

    assertThat(failing).isEqualTo(SendResult.UNREACHABLE);
    assertThat(send(Duration.ofMillis(300))).isEqualTo(SendResult.TIMED_OUT);
    assertThat(send(Duration.ZERO)).isEqualTo(SendResult.TIMED_OUT);
    assertThat(seen).hasSize(1);
  }

  private SendResult send(Duration time) {
    return new FunctionClient(lambda)
        .send("f", EVENT.toJson(), Deadline.at(CLOCK.instant().plus(time), CLOCK));
  }

  @Test
  void an_event_of_any_type_comes_back_with_what_the_function_returned() throws Exception {
    answers(200, "", "{\"batchItemFailures\":[]}");
    Json event = Json.object().with("Records", Json.of(List.of())).build();

    EventResult result = call(event);

    assertThat(result)
        .isEqualTo(
            new EventResult.Returned(
                Json.object().with("batchItemFailures", Json.of(List.of())).build()));
    assertThat(seen.take())
        .isEqualTo(new Seen("/2015-03-31/functions/f/invocations", "RequestResponse", event));
  }

  @Test
  void a_function_that_throws_on_an_event_has_not_returned() {
    answers(200, "Unhandled", "{\"errorType\":\"a.B\",\"errorMessage\":\"no table\"}");

    assertThat(call(Json.object().build()))
        .isEqualTo(new EventResult.NotReturned(new InvokeResult.FunctionFailed("a.B", "no table")));
  }

  private EventResult call(Json event) {
    return new FunctionClient(lambda)
        .call("f", event, Deadline.at(CLOCK.instant().plusSeconds(20), CLOCK));
  }

  private InvokeResult invoke(Duration time) {
    return new FunctionClient(lambda)
        .invoke("f", EVENT, Deadline.at(CLOCK.instant().plus(time), CLOCK));
  }

  private void answers(int status, String functionError, String body) {
    server.createContext(
        "/",
        exchange -> {
          seen.add(seen(exchange));
          if (!functionError.isEmpty()) {
            exchange.getResponseHeaders().set("X-Amz-Function-Error", functionError);
          }
          send(exchange, status, body);
        });
  }

  private static Seen seen(HttpExchange exchange) throws IOException {
    return new Seen(
        exchange.getRequestURI().getPath(),
        exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"),
        JsonReader.readTrusted(exchange.getRequestBody().readAllBytes()));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void awaitRelease() throws IOException {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
