package orderflow.local.lambda;

import static orderflow.local.lambda.LambdaFixture.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import orderflow.local.lambda.InvocationOutcome.Finished;
import orderflow.local.template.AsyncSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// A queue with AWS's delays on a clock the test moves, and a function and a sink it plays.
abstract class AsyncQueueFixture {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  static final String ERROR = "{\"errorMessage\":\"no\"}";

  @TempDir Path folder;

  final AtomicReference<Instant> now = new AtomicReference<>(START);
  final List<String> calls = new CopyOnWriteArrayList<>();
  final List<String> log = new CopyOnWriteArrayList<>();
  final Map<String, byte[]> records = new ConcurrentHashMap<>();
  final List<AsyncQueue> open = new ArrayList<>();
  Function<Invocation, InvocationOutcome> function = invocation -> done(false);
  DeadLetterSink sink = (bucket, key, json) -> records.put(bucket + ":" + key, json);
  AsyncSettings settings = new AsyncSettings(2, Duration.ofHours(1), Optional.of("dead-letters"));
  boolean closed;

  @AfterEach
  void close() {
    open.forEach(AsyncQueue::close);
  }

  AsyncQueue started() throws IOException {
    return started(Optional.of(folder));
  }

  AsyncQueue started(Optional<Path> events) throws IOException {
    AsyncQueue queue = queue(events);
    queue.start();
    return queue;
  }

  AsyncQueue queue() throws IOException {
    return queue(Optional.of(folder));
  }

  AsyncQueue queue(Optional<Path> events) throws IOException {
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

  InvocationOutcome invoke(Invocation invocation, String requestId) {
    calls.add(requestId);
    return function.apply(invocation);
  }

  void awaitCalls(int count) {
    assertThat(Eventually.holds(() -> calls.size() == count)).isTrue();
  }

  void awaitDueIn(Duration wait) {
    assertThat(Eventually.holds(() -> onDisk("\"dueAt\":\"" + now.get().plus(wait) + "\"")))
        .isTrue();
  }

  void move(AsyncQueue queue, Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
    queue.wake();
  }

  boolean onDisk(String text) {
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

  JsonNode record() throws IOException {
    assertThat(records).hasSize(1);
    return JSON.readTree(records.values().iterator().next());
  }

  static InvocationOutcome done(boolean failed) {
    InvocationReport report =
        new InvocationReport("Work", "", START, Duration.ZERO, Duration.ZERO, 512, 0, failed);
    return new Finished("", failed ? ERROR : "null", failed, "$LATEST", "", report);
  }

  static InvocationOutcome await(CountDownLatch gate) {
    try {
      gate.await();
      return done(false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Refusals.unavailable("The platform is stopping");
    }
  }
}
