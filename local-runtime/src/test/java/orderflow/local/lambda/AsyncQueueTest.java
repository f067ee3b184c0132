package orderflow.local.lambda;

import static orderflow.local.lambda.LambdaFixture.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import orderflow.local.lambda.InvocationOutcome.Finished;
import orderflow.local.template.AsyncSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules of asynchronous invocation, with AWS's delays on a clock the test moves.
class AsyncQueueTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final String ERROR = "{\"errorMessage\":\"no\"}";

  @TempDir private Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Map<String, byte[]> records = new ConcurrentHashMap<>();
  private final List<AsyncQueue> open = new ArrayList<>();
  private Function<Invocation, InvocationOutcome> function = invocation -> done(false);
  private DeadLetterSink sink = (bucket, key, json) -> records.put(bucket + ":" + key, json);
  private AsyncSettings settings =
      new AsyncSettings(2, Duration.ofHours(1), Optional.of("dead-letters"));
  private boolean closed;

  @AfterEach
  void close() {
    open.forEach(AsyncQueue::close);
  }

  @Test
  void event_is_delivered_once_when_its_function_succeeds() throws IOException {
    AsyncQueue queue = started();

    String requestId = queue.send(Invocation.of("Work", "{}"));

    assertThat(Eventually.holds(queue::idle)).isTrue();
    assertThat(calls).containsExactly(requestId);
    assertThat(records).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void function_error_is_retried_after_one_minute_and_then_after_two() throws IOException {
    function = invocation -> done(true);
    AsyncQueue queue = started();

    String requestId = queue.send(Invocation.of("Work", "{}"));
    awaitCalls(1);
    awaitDueIn(Duration.ofMinutes(1));
    move(queue, Duration.ofMinutes(1));
    awaitCalls(2);
    awaitDueIn(Duration.ofMinutes(2));
    move(queue, Duration.ofMinutes(2));
    awaitCalls(3);

    assertThat(Eventually.holds(queue::idle)).isTrue();
    assertThat(calls).containsOnly(requestId).hasSize(3);
    assertThat(records).hasSize(1);
  }

  @Test
  void record_of_exhausted_retries_has_the_recorded_shape() throws IOException {
    settings = new AsyncSettings(0, Duration.ofHours(1), Optional.of("dead-letters"));
    function = invocation -> done(true);
    AsyncQueue queue = started();

    String requestId = queue.send(Invocation.of("Work", "{\"price\":1.10}"));

    assertThat(Eventually.holds(queue::idle)).isTrue();
    String key = records.keySet().iterator().next();
    assertThat(key)
        .matches(
            "dead-letters:aws/lambda/async/Work/2026/03/01/2026-03-01T10\\.00\\.00-[0-9a-f-]{36}");
    assertThat(new String(records.get(key), StandardCharsets.UTF_8))
        .contains("\"requestPayload\":{\"price\":1.10}");
    assertThat(record())
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "version": "1.0",
                  "timestamp": "2026-03-01T10:00:00.000Z",
                  "requestContext": {
                    "requestId": "%s",
                    "functionArn": "arn:aws:lambda:eu-west-1:000000000000:function:Work:$LATEST",
                    "condition": "RetriesExhausted",
                    "approximateInvokeCount": 1
                  },
                  "requestPayload": {"price": 1.10},
                  "responseContext": {
                    "statusCode": 200,
                    "executedVersion": "$LATEST",
                    "functionError": "Unhandled"
                  },
                  "responsePayload": {"errorMessage": "no"}
                }
                """
                    .formatted(requestId)));
  }

  @Test
  void maximum_event_age_of_60_seconds_allows_no_retry() throws IOException {
    settings = new AsyncSettings(2, Duration.ofMinutes(1), Optional.of("dead-letters"));
    function = invocation -> done(true);
    AsyncQueue queue = started();

    queue.send(Invocation.of("Work", "{}"));

    assertThat(Eventually.holds(queue::idle)).isTrue();
    assertThat(calls).hasSize(1);
    assertThat(record().at("/requestContext/condition").textValue()).isEqualTo("EventAgeExceeded");
    assertThat(record().at("/requestContext/approximateInvokeCount").intValue()).isEqualTo(1);
  }

  @Test
  void throttle_is_retried_with_growing_backoff_and_counts_no_attempt() throws IOException {
    function = invocation -> calls.size() < 4 ? Refusals.throttled() : done(false);
    AsyncQueue queue = started();

    queue.send(Invocation.of("Work", "{}"));
    for (int seconds = 1; seconds <= 4; seconds *= 2) {
      awaitDueIn(Duration.ofSeconds(seconds));
      move(queue, Duration.ofSeconds(seconds));
    }

    assertThat(Eventually.holds(queue::idle)).isTrue();
    assertThat(calls).hasSize(4);
    assertThat(records).isEmpty();
    assertThat(log).singleElement().asString().contains("Rate Exceeded.");
  }

  @Test
  void platform_failure_is_retried_up_to_the_event_age() throws IOException {
    settings = new AsyncSettings(2, Duration.ofSeconds(90), Optional.of("dead-letters"));
    function = invocation -> Refusals.unavailable("no process");
    AsyncQueue queue = started();

    queue.send(Invocation.of("Work", "{}"));
    assertThat(
            Eventually.holds(() -> {
              move(queue, Duration.ofSeconds(1));
              return queue.idle();
            }))
        .isTrue();

    assertThat(calls).hasSizeGreaterThan(3);
    assertThat(record().at("/requestContext/condition").textValue()).isEqualTo("EventAgeExceeded");
    assertThat(record().at("/requestContext/approximateInvokeCount").intValue()).isZero();
    assertThat(record().has("responsePayload")).isFalse();
  }

  @Test
  void reserved_concurrency_of_zero_goes_straight_to_the_failure_target() throws IOException {
    closed = true;
    AsyncQueue queue = started();

    queue.send(Invocation.of("Work", "{\"a\":1}"));

    assertThat(Eventually.holds(queue::idle)).isTrue();
    assertThat(calls).isEmpty();
    assertThat(record().at("/requestContext/condition").textValue())
        .isEqualTo("ZeroReservedConcurrency");
    assertThat(record().at("/requestPayload/a").intValue()).isEqualTo(1);
  }

  @Test
  void event_without_a_destination_is_dropped_and_the_log_says_so() throws IOException {
    settings = new AsyncSettings(0, Duration.ofHours(1), Optional.empty());
    function = invocation -> done(true);
    AsyncQueue queue = started();

    queue.send(Invocation.of("Work", "{}"));

    assertThat(Eventually.holds(queue::idle)).isTrue();
    assertThat(records).isEmpty();
    assertThat(log)
        .singleElement()
        .asString()
        .startsWith("Work: ")
        .contains("dropped after 1 attempts (RetriesExhausted)")
        .contains("no on-failure destination");
  }

  @Test
  void events_outlive_a_queue_that_never_delivered_them() throws IOException {
    AsyncQueue first = queue();
    String requestId = first.send(Invocation.of("Work", "{\"n\":1}"));
    first.close();

    AsyncQueue second = started();

    assertThat(Eventually.holds(second::idle)).isTrue();
    assertThat(calls).containsExactly(requestId);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void event_under_way_when_the_platform_ends_runs_again() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    function = invocation -> await(never);
    AsyncQueue first = started();
    String requestId = first.send(Invocation.of("Work", "{}"));
    awaitCalls(1);
    first.close();

    function = invocation -> done(false);
    AsyncQueue second = started();

    assertThat(Eventually.holds(second::idle)).isTrue();
    assertThat(calls).containsExactly(requestId, requestId);
  }

  @Test
  void attempts_made_before_a_restart_count() throws IOException {
    function = invocation -> done(true);
    AsyncQueue first = started();
    first.send(Invocation.of("Work", "{}"));
    awaitCalls(1);
    assertThat(Eventually.holds(() -> onDisk("\"attempts\":1"))).isTrue();
    first.close();

    AsyncQueue second = started();
    move(second, Duration.ofMinutes(1));
    awaitCalls(2);
    assertThat(Eventually.holds(() -> onDisk("\"attempts\":2"))).isTrue();
    move(second, Duration.ofMinutes(2));

    assertThat(Eventually.holds(second::idle)).isTrue();
    assertThat(calls).hasSize(3);
    assertThat(record().at("/requestContext/approximateInvokeCount").intValue()).isEqualTo(3);
  }

  @Test
  void record_that_cannot_be_written_is_tried_again_even_after_a_restart() throws IOException {
    settings = new AsyncSettings(0, Duration.ofHours(1), Optional.of("dead-letters"));
    function = invocation -> done(true);
    AtomicInteger refused = new AtomicInteger();
    sink =
        (bucket, key, json) -> {
          refused.incrementAndGet();
          throw new IOException("the bucket is away");
        };
    AsyncQueue first = started();
    first.send(Invocation.of("Work", "{}"));
    assertThat(Eventually.holds(() -> onDisk("\"setbacks\":1"))).isTrue();
    move(first, Duration.ofSeconds(1));
    assertThat(Eventually.holds(() -> refused.get() == 2)).isTrue();
    first.close();

    sink = (bucket, key, json) -> records.put(key, json);
    AsyncQueue second = started();
    move(second, Duration.ofMinutes(5));

    assertThat(Eventually.holds(second::idle)).isTrue();
    assertThat(calls).hasSize(1);
    assertThat(records).hasSize(1);
    assertThat(log).anyMatch(line -> line.contains("the bucket is away"));
  }

  @Test
  void fault_in_the_platform_loses_no_event() throws IOException {
    function =
        invocation -> {
          if (calls.size() == 1) {
            throw new IllegalStateException("broken");
          }
          return done(false);
        };
    AsyncQueue queue = started();

    queue.send(Invocation.of("Work", "{}"));
    awaitCalls(1);
    assertThat(Eventually.holds(() -> onDisk("\"setbacks\":1"))).isTrue();
    move(queue, Duration.ofSeconds(1));

    assertThat(Eventually.holds(queue::idle)).isTrue();
    assertThat(calls).hasSize(2);
  }

  @Test
  void event_that_cannot_be_kept_is_not_taken() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    AsyncQueue queue = started(Optional.of(file.resolve("below")));

    assertThatThrownBy(() -> queue.send(Invocation.of("Work", "{}")))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(queue.idle()).isTrue();
    assertThat(calls).isEmpty();
  }

  @Test
  void file_that_holds_no_event_is_named_and_left_alone() throws IOException {
    Path foreign = Files.writeString(folder.resolve("half.json"), "{\"id\":");

    AsyncQueue queue = started();

    assertThat(queue.idle()).isTrue();
    assertThat(foreign).exists();
    assertThat(log).singleElement().asString().contains("half.json holds no event");
  }

  @Test
  void deliveries_of_one_function_at_once_are_bounded_and_others_are_not_held_up()
      throws IOException {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    function =
        invocation -> {
          if (invocation.function().equals("Other")) {
            return done(false);
          }
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          InvocationOutcome outcome = await(gate);
          atOnce.decrementAndGet();
          return outcome;
        };
    AsyncQueue queue = started();

    for (int i = 0; i < 10; i++) {
      queue.send(Invocation.of("Work", "{}"));
    }
    awaitCalls(4);
    String other = queue.send(Invocation.of("Other", "{}"));
    assertThat(Eventually.holds(() -> calls.contains(other))).isTrue();
    gate.countDown();

    assertThat(Eventually.holds(queue::idle)).isTrue();
    assertThat(calls).hasSize(11);
    assertThat(most).hasValue(4);
  }

  @Test
  void duplicates_are_possible_and_can_be_asked_for() throws IOException {
    AsyncQueue queue = started();
    queue.deliverTwice(true);

    String doubled = queue.send(Invocation.of("Work", "{}"));
    queue.deliverTwice(false);
    String single = queue.send(Invocation.of("Work", "{}"));

    assertThat(Eventually.holds(queue::idle)).isTrue();
    assertThat(calls).containsExactlyInAnyOrder(doubled, doubled, single);
  }

  private AsyncQueue started() throws IOException {
    return started(Optional.of(folder));
  }

  private AsyncQueue started(Optional<Path> events) throws IOException {
    AsyncQueue queue = queue(events);
    queue.start();
    return queue;
  }

  private AsyncQueue queue() throws IOException {
    return queue(Optional.of(folder));
  }

  private AsyncQueue queue(Optional<Path> events) throws IOException {
    AsyncTarget target =
        new AsyncTarget(
            this::invoke,
            name -> closed,
            name -> "arn:aws:lambda:eu-west-1:000000000000:function:" + name + ":$LATEST",
            (name, requestId, text) -> log.add(name + ": " + text));
    AsyncQueue queue =
        new AsyncQueue(
            target,
            name -> settings,
            (bucket, key, json) -> sink.put(bucket, key, json),
            RetryDelays.AWS,
            now::get,
            events);
    open.add(queue);
    return queue;
  }

  private InvocationOutcome invoke(Invocation invocation, String requestId) {
    calls.add(requestId);
    return function.apply(invocation);
  }

  private void awaitCalls(int count) {
    assertThat(Eventually.holds(() -> calls.size() == count)).isTrue();
  }

  private void awaitDueIn(Duration wait) {
    assertThat(Eventually.holds(() -> onDisk("\"dueAt\":\"" + now.get().plus(wait) + "\"")))
        .isTrue();
  }

  private void move(AsyncQueue queue, Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
    queue.wake();
  }

  private boolean onDisk(String text) {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (Files.readString(file).contains(text)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private JsonNode record() throws IOException {
    assertThat(records).hasSize(1);
    return JSON.readTree(records.values().iterator().next());
  }

  private static InvocationOutcome done(boolean failed) {
    InvocationReport report =
        new InvocationReport("Work", "", START, Duration.ZERO, Duration.ZERO, 512, 0, failed);
    return new Finished("", failed ? ERROR : "null", failed, "$LATEST", "", report);
  }

  private static InvocationOutcome await(CountDownLatch gate) {
    try {
      gate.await();
      return done(false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Refusals.unavailable("The platform is stopping");
    }
  }
}
