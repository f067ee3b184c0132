package orderflow.local.lambda;

import static orderflow.local.lambda.LambdaFixture.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.local.template.AsyncSettings;
import org.junit.jupiter.api.Test;

/// The rules of asynchronous invocation, with AWS's delays on a clock the test moves.
final class AsyncQueueTest extends AsyncQueueFixture {
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
}
