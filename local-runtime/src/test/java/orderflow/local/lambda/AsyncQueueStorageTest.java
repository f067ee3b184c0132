package orderflow.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.local.template.AsyncSettings;
import org.junit.jupiter.api.Test;

/// What the queue's folder keeps, and what happens when something cannot be kept.
final class AsyncQueueStorageTest extends AsyncQueueFixture {
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
}
