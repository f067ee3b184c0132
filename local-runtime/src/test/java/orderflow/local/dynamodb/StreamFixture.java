package orderflow.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import orderflow.dynamodblocal.TestTables;
import orderflow.local.lambda.DeadLetterSink;
import orderflow.local.lambda.Eventually;
import orderflow.local.lambda.Invocation;
import orderflow.local.lambda.InvocationOutcome;
import orderflow.local.lambda.InvocationReport;
import orderflow.local.lambda.RetryDelays;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A table with a stream on DynamoDB Local, and a function that is a lambda of the test.
final class StreamFixture implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  final String table = TestTables.create("Stream", List.of());
  final List<JsonNode> events = new CopyOnWriteArrayList<>();
  final Map<String, JsonNode> letters = new ConcurrentHashMap<>();
  final AtomicInteger refusedWrites = new AtomicInteger();
  final AtomicReference<Duration> clockOffset = new AtomicReference<>(Duration.ZERO);
  final InstantSource clock = () -> Instant.now().plus(clockOffset.get());
  final Expirations expirations = new Expirations();
  private final List<StreamPollers> open = new ArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private Function<JsonNode, InvocationOutcome> function = event -> answer("null");
  private StreamAids aids = StreamAids.NONE;
  private Optional<Path> checkpoints = Optional.empty();
  private RetryDelays delays = new RetryDelays(List.of(Duration.ZERO));

  Triggers trigger() {
    return Triggers.on(table);
  }

  /// What the function does with an event.
  StreamFixture function(Function<JsonNode, InvocationOutcome> function) {
    this.function = function;
    return this;
  }

  StreamFixture checkpoints(Path folder) {
    this.checkpoints = Optional.of(folder);
    return this;
  }

  StreamFixture aids(StreamAids aids) {
    this.aids = aids;
    return this;
  }

  StreamFixture delay(Duration delay) {
    this.delays = new RetryDelays(List.of(delay));
    return this;
  }

  StreamPollers start(Triggers trigger) throws IOException {
    StreamPollers pollers =
        StreamPollers.start(List.of(trigger.trigger()), settings(this::invoke), expirations);
    open.add(pollers);
    return pollers;
  }

  /// Starts the mapping and waits until everything in the stream is handled.
  StreamPollers run(Triggers trigger) throws IOException {
    StreamPollers pollers = start(trigger);
    if (!Eventually.holds(pollers::idle)) {
      throw new AssertionError("not idle: " + pollers.states());
    }
    return pollers;
  }

  StreamSettings settings(Function<Invocation, InvocationOutcome> functions) {
    DeadLetterSink sink =
        (bucket, key, json) -> {
          if (refusedWrites.getAndDecrement() > 0) {
            throw new IOException("the bucket is away");
          }
          letters.put(bucket + "/" + key, JSON.readTree(json));
        };
    return new StreamSettings(
        TestTables.endpoint(), Invocation::of, functions, sink, delays, clock, checkpoints, aids);
  }

  void put(String... keys) {
    for (String key : keys) {
      putValue(key, "v");
    }
  }

  void putValue(String key, String value) {
    TestTables.client()
        .putItem(request ->
            request
                .tableName(table)
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS(key),
                        "sk", AttributeValue.fromS("s"),
                        "value", AttributeValue.fromS(value))));
  }

  /// The partition keys of each event, in the order of the calls.
  List<List<String>> batches() {
    return events.stream().map(StreamFixture::keys).toList();
  }

  static List<String> keys(JsonNode event) {
    return event.path("Records").valueStream().map(StreamFixture::key).toList();
  }

  static String key(JsonNode found) {
    return found.at("/dynamodb/Keys/pk/S").asText();
  }

  static String sequence(JsonNode found) {
    return found.at("/dynamodb/SequenceNumber").asText();
  }

  InvocationOutcome answer(String payload) {
    return finished(payload, false);
  }

  InvocationOutcome failure() {
    return finished("{\"errorMessage\":\"no\",\"errorType\":\"E\"}", true);
  }

  /// Reports the records with these keys.
  InvocationOutcome report(JsonNode event, String... keys) {
    var answer = JSON.createObjectNode();
    var failures = answer.putArray("batchItemFailures");
    event
        .path("Records")
        .valueStream()
        .filter(found -> List.of(keys).contains(key(found)))
        .forEach(found -> failures.addObject().put("itemIdentifier", sequence(found)));
    return answer(answer.toString());
  }

  @Override
  public void close() {
    open.forEach(StreamPollers::close);
  }

  private InvocationOutcome invoke(Invocation call) {
    try {
      JsonNode event = JSON.readTree(call.payload());
      events.add(event);
      return function.apply(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InvocationOutcome finished(String payload, boolean failed) {
    String request = "request-" + requests.incrementAndGet();
    InvocationReport report =
        new InvocationReport(
            "F", request, clock.instant(), Duration.ZERO, Duration.ZERO, 512, 0, failed);
    return new InvocationOutcome.Finished(request, payload, failed, "$LATEST", "", report);
  }
}
