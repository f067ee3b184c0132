package orderflow.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import orderflow.local.lambda.Eventually;
import orderflow.local.lambda.InvocationOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens to records whose function fails.
class StreamFailuresTest {
  private final StreamFixture stream = new StreamFixture();

  @AfterEach
  void close() {
    stream.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batchItemFailures\":[]}",
        "{\"batchItemFailures\":null}",
        "{}",
        "null",
        "{\"other\":1}"
      })
  void report_batch_item_failures_success(String answer) throws Exception {
    stream.function(event -> stream.answer(answer)).put("a", "b");

    stream.run(stream.trigger().reporting().retries(1));

    assertThat(stream.batches()).containsExactly(List.of("a", "b"));
    assertThat(stream.letters).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{}]}",
        "{\"batchItemFailures\":[{\"wrongKey\":\"000000000000000000002\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"unknown\"}]}",
        "{\"batchItemFailures\":\"text\"}",
        "\"text\""
      })
  void report_batch_item_failures_complete_failure(String answer) throws Exception {
    stream.function(event -> stream.answer(answer)).put("a", "b");

    stream.run(stream.trigger().reporting().retries(1));

    assertThat(stream.batches()).containsExactly(List.of("a", "b"), List.of("a", "b"));
    assertThat(letter().at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(2);
    assertThat(letter().at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(2);
  }

  @Test
  void an_answer_is_not_read_without_report_batch_item_failures() throws Exception {
    stream.function(event -> stream.report(event, "a")).put("a");

    stream.run(stream.trigger());

    assertThat(stream.letters).isEmpty();
    assertThat(stream.events).hasSize(1);
  }

  @Test
  void the_lowest_reported_sequence_number_is_the_checkpoint() throws Exception {
    stream.function(
        event -> stream.events.size() == 1 ? stream.report(event, "d", "b") : stream.answer("{}"));
    stream.put("a", "b", "c", "d");

    stream.run(stream.trigger().reporting().retries(1));

    assertThat(stream.batches())
        .containsExactly(List.of("a", "b", "c", "d"), List.of("b", "c", "d"));
  }

  @Test
  void retries_used_up_after_partial_failures_discard_only_the_remaining_records()
      throws Exception {
    stream.function(event -> stream.report(event, "c")).put("a", "b", "c");

    stream.run(stream.trigger().reporting().retries(2));

    assertThat(stream.batches())
        .containsExactly(List.of("a", "b", "c"), List.of("c"), List.of("c"));
    assertThat(StreamFixture.keys(letter().path("payload"))).containsExactly("c");
    assertThat(letter().at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);
    assertThat(letter().at("/responseContext/functionError").isNull()).isTrue();
    assertThat(letter().at("/responseContext").has("functionError")).isTrue();
  }

  @Test
  void a_function_error_retries_the_whole_batch_and_then_discards_it_with_its_payload()
      throws Exception {
    stream.function(event -> stream.failure()).put("a", "b");

    stream.run(stream.trigger().retries(2));

    assertThat(stream.events).hasSize(3);
    JsonNode letter = letter();
    JsonNode records = stream.events.getFirst().path("Records");
    JsonNode info = letter.path("DDBStreamBatchInfo");
    String uuid = MappingTarget.uuid("F", stream.table);
    assertThat(stream.letters.keySet())
        .singleElement()
        .asString()
        .matches(
            "letters/aws/lambda/"
                + uuid
                + "/"
                + info.path("shardId").asText()
                + "/\\d{4}/\\d\\d/\\d\\d/\\d{4}-\\d\\d-\\d\\dT\\d\\d\\.\\d\\d\\.\\d\\d-[0-9a-f-]{36}");
    assertThat(letter.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "requestContext",
            "responseContext",
            "version",
            "timestamp",
            "DDBStreamBatchInfo",
            "payload");
    assertThat(letter.path("requestContext"))
        .isEqualTo(
            StreamFixture.JSON.readTree(
                """
                {"requestId":"request-3",
                 "functionArn":"arn:aws:lambda:eu-west-1:000000000000:function:F",
                 "condition":"RetryAttemptsExhausted","approximateInvokeCount":3}
                """));
    assertThat(letter.path("responseContext"))
        .isEqualTo(
            StreamFixture.JSON.readTree(
                """
                {"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"}
                """));
    assertThat(letter.path("version").asText()).isEqualTo("1.0");
    assertThat(letter.path("timestamp").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(info.path("startSequenceNumber").asText())
        .isEqualTo(StreamFixture.sequence(records.get(0)));
    assertThat(info.path("endSequenceNumber").asText())
        .isEqualTo(StreamFixture.sequence(records.get(1)));
    assertThat(Instant.parse(info.path("approximateArrivalOfFirstRecord").asText()))
        .isBetween(Instant.now().minusSeconds(90), Instant.now());
    assertThat(info.has("approximateArrivalOfLastRecord")).isTrue();
    assertThat(info.path("batchSize").asInt()).isEqualTo(2);
    assertThat(info.path("streamArn").asText())
        .isEqualTo(records.get(0).path("eventSourceARN").asText());
    assertThat(letter.at("/payload/Records")).isEqualTo(records);
  }

  @Test
  void bisecting_finds_the_one_bad_record_and_a_split_is_no_retry() throws Exception {
    stream.function(event ->
        StreamFixture.keys(event).contains("bad") ? stream.failure() : stream.answer("null"));
    stream.put("a", "b", "bad", "d");

    stream.run(stream.trigger().bisecting().retries(1));

    assertThat(stream.batches())
        .containsExactly(
            List.of("a", "b", "bad", "d"),
            List.of("a", "b"),
            List.of("bad", "d"),
            List.of("bad"),
            List.of("bad"),
            List.of("d"));
    assertThat(StreamFixture.keys(letter().path("payload"))).containsExactly("bad");
    assertThat(letter().at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(2);
  }

  @Test
  void bisecting_splits_at_the_reported_sequence_number() throws Exception {
    stream.function(event -> stream.report(event, "bad")).put("a", "bad", "c", "d");

    stream.run(stream.trigger().bisecting().reporting().retries(1));

    assertThat(stream.batches())
        .startsWith(List.of("a", "bad", "c", "d"), List.of("bad", "c", "d"))
        .endsWith(List.of("c", "d"));
    assertThat(StreamFixture.keys(letter().path("payload"))).containsExactly("bad");
  }

  @Test
  void a_throttle_is_retried_and_not_split() throws Exception {
    stream.function(event ->
        stream.events.size() < 3
            ? new InvocationOutcome.Refused(429, "TooManyRequestsException", "Rate Exceeded.")
            : stream.answer("null"));
    stream.put("a", "b");

    stream.run(stream.trigger().bisecting().retries(2));

    assertThat(stream.events).hasSize(3);
    assertThat(stream.letters).isEmpty();
  }

  @Test
  void a_failing_batch_blocks_its_shard_and_the_state_says_so() throws Exception {
    stream.delay(Duration.ofMinutes(1)).function(event -> stream.failure()).put("a", "b");
    StreamPollers pollers = stream.start(stream.trigger().batchSize(1).retries(-1));

    boolean blocked =
        Eventually.holds(
            () -> pollers.states().stream().anyMatch(state -> state.blocked().isPresent()));

    assertThat(blocked).isTrue();
    assertThat(stream.batches()).containsExactly(List.of("a"));
    assertThat(pollers.idle()).isFalse();
    assertThat(pollers.states())
        .singleElement()
        .satisfies(state -> {
          assertThat(state.open()).isEqualTo(2);
          assertThat(state.blocked().orElseThrow())
              .contains("1 records from ", " failed (attempt 1)", "request-1");
        });
  }

  @Test
  void a_record_older_than_the_maximum_age_is_discarded() throws Exception {
    stream.function(event -> {
      stream.clockOffset.set(Duration.ofHours(2));
      return stream.failure();
    });
    stream.put("a");

    stream.run(stream.trigger().retries(-1).age(Duration.ofHours(1)));

    assertThat(stream.events).hasSize(1);
    assertThat(letter().at("/requestContext/condition").asText()).isEqualTo("RecordAgeExceeded");
    assertThat(letter().at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(1);
  }

  @Test
  void a_record_written_on_a_moved_clock_is_new() throws Exception {
    stream.clockOffset.set(Duration.ofDays(3));
    stream.put("a");

    stream.run(stream.trigger().age(Duration.ofHours(1)));

    assertThat(stream.batches()).containsExactly(List.of("a"));
    long created =
        stream.events.getFirst().at("/Records/0/dynamodb/ApproximateCreationDateTime").asLong();
    assertThat(Instant.ofEpochSecond(created)).isAfter(Instant.now().plus(Duration.ofDays(2)));
  }

  @Test
  void a_sink_that_cannot_be_written_is_tried_again() throws Exception {
    stream.refusedWrites.set(3);
    stream.function(event -> stream.failure()).put("a");

    stream.run(stream.trigger());

    assertThat(stream.refusedWrites.get()).isNegative();
    assertThat(StreamFixture.keys(letter().path("payload"))).containsExactly("a");
  }

  @Test
  void what_was_handled_does_not_come_again_after_a_restart(@TempDir Path folder) throws Exception {
    stream.checkpoints(folder).put("a", "b");
    stream.run(stream.trigger()).close();
    stream.put("c");

    stream.run(stream.trigger());

    assertThat(stream.batches()).containsExactly(List.of("a", "b"), List.of("c"));
  }

  @Test
  void a_batch_under_way_comes_again_after_a_restart(@TempDir Path folder) throws Exception {
    CountDownLatch taken = new CountDownLatch(2);
    stream.checkpoints(folder).put("a", "b");
    stream.function(event -> {
      taken.countDown();
      return StreamFixture.keys(event).contains("b") && stream.events.size() == 2
          ? stopped()
          : stream.answer("null");
    });
    StreamPollers first = stream.start(stream.trigger().batchSize(1));
    taken.await();
    first.close();

    stream.run(stream.trigger().batchSize(1));

    assertThat(stream.batches()).containsExactly(List.of("a"), List.of("b"), List.of("b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999999999999999", "no number"})
  void a_checkpoint_that_the_stream_does_not_know_begins_at_the_oldest(
      String checkpoint, @TempDir Path folder) throws Exception {
    stream.checkpoints(folder).put("a");
    stream.run(stream.trigger()).close();
    replaceCheckpoint(folder, checkpoint);

    stream.run(stream.trigger());

    assertThat(stream.batches()).containsExactly(List.of("a"), List.of("a"));
  }

  private InvocationOutcome stopped() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return stream.failure();
  }

  private static void replaceCheckpoint(Path folder, String checkpoint) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      Path file = files.findFirst().orElseThrow();
      String text = Files.readString(file);
      Files.writeString(file, text.replaceAll("\\d{21}", checkpoint));
    }
  }

  private JsonNode letter() {
    assertThat(stream.letters).hasSize(1);
    return stream.letters.values().iterator().next();
  }
}
