package orderflow.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import orderflow.dynamodblocal.TestTables;
import orderflow.local.lambda.Eventually;
import orderflow.local.template.SourcePosition;
import orderflow.local.template.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What of a stream reaches a function, how large and in which order.
class StreamBatchesTest {
  private final StreamFixture stream = new StreamFixture();

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void a_batch_has_at_most_batch_size_records_in_order() throws Exception {
    stream.put("a", "b", "c", "d", "e");

    stream.run(stream.trigger().batchSize(2));

    assertThat(stream.batches())
        .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
  }

  @Test
  void a_batch_also_closes_at_6_mb() throws Exception {
    for (int item = 0; item < 20; item++) {
      stream.putValue("k" + item, "x".repeat(350_000));
    }

    stream.run(stream.trigger());

    assertThat(stream.batches()).hasSize(2);
    assertThat(stream.events)
        .allSatisfy(event ->
            assertThat(event.toString().getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(6 * 1024 * 1024));
  }

  @Test
  void the_batching_window_gathers_records() throws Exception {
    StreamPollers pollers = stream.start(stream.trigger().window(Duration.ofSeconds(2)));

    stream.put("a", "b", "c");

    assertThat(Eventually.holds(pollers::idle)).isTrue();
    assertThat(stream.batches()).containsExactly(List.of("a", "b", "c"));
  }

  @Test
  void a_put_is_seen_well_below_a_second() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    stream.function(event -> {
      seen.countDown();
      return stream.answer("null");
    });
    stream.run(stream.trigger());

    stream.put("a");

    assertThat(seen.await(900, TimeUnit.MILLISECONDS)).isTrue();
  }

  @Test
  void the_parallelization_factor_runs_batches_at_once_and_keeps_the_order_of_a_key()
      throws Exception {
    CountDownLatch together = new CountDownLatch(2);
    stream.function(event -> {
      together.countDown();
      return await(together) ? stream.answer("null") : stream.failure();
    });
    for (int version = 0; version < 5; version++) {
      for (int key = 0; key < 6; key++) {
        stream.putValue("key" + key, "version " + version);
      }
    }

    stream.run(stream.trigger().lanes(2).batchSize(3));

    assertThat(stream.letters).isEmpty();
    for (int key = 0; key < 6; key++) {
      String name = "key" + key;
      assertThat(
              stream.events.stream()
                  .flatMap(event -> event.path("Records").valueStream())
                  .filter(found -> StreamFixture.key(found).equals(name))
                  .map(found -> found.at("/dynamodb/NewImage/value/S").asText()))
          .containsExactly("version 0", "version 1", "version 2", "version 3", "version 4");
    }
  }

  @Test
  void a_record_has_lambdas_shape() throws Exception {
    Instant before = Instant.now();
    TestTables.client()
        .putItem(request ->
            request
                .tableName(stream.table)
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS("a"),
                        "sk", AttributeValue.fromS("s"),
                        "n", AttributeValue.fromN("12.5"),
                        "b",
                            AttributeValue.fromB(
                                software.amazon.awssdk.core.SdkBytes.fromByteArray(
                                    new byte[] {1, 2})))));

    stream.run(stream.trigger());

    JsonNode found = stream.events.getFirst().at("/Records/0");
    assertThat(found.path("eventID").asText()).isNotEmpty();
    assertThat(found.path("eventName").asText()).isEqualTo("INSERT");
    assertThat(found.path("eventVersion").asText()).isEqualTo("1.1");
    assertThat(found.path("eventSource").asText()).isEqualTo("aws:dynamodb");
    assertThat(found.path("awsRegion").asText()).isEqualTo("eu-west-1");
    assertThat(found.path("eventSourceARN").asText())
        .startsWith("arn:aws:dynamodb:eu-west-1:000000000000:table/" + stream.table + "/stream/20");
    assertThat(found.has("userIdentity")).isFalse();
    JsonNode change = found.path("dynamodb");
    assertThat(change.path("ApproximateCreationDateTime").isNumber()).isTrue();
    assertThat(change.path("ApproximateCreationDateTime").asLong())
        .isGreaterThanOrEqualTo(before.getEpochSecond());
    assertThat(change.path("Keys"))
        .isEqualTo(StreamFixture.JSON.readTree("{\"pk\":{\"S\":\"a\"},\"sk\":{\"S\":\"s\"}}"));
    assertThat(change.at("/NewImage/n/N").textValue()).isEqualTo("12.5");
    assertThat(change.at("/NewImage/b/B").textValue()).isEqualTo("AQI=");
    assertThat(change.path("SequenceNumber").isTextual()).isTrue();
    assertThat(change.path("SizeBytes").isNumber()).isTrue();
    assertThat(change.path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
  }

  @Test
  void an_unchanged_put_makes_no_record() throws Exception {
    stream.put("a", "a");

    stream.run(stream.trigger());

    assertThat(stream.batches()).containsExactly(List.of("a"));
  }

  @Test
  void an_expired_item_is_deleted_by_the_service_and_others_stay() throws Exception {
    long now = stream.clock.instant().getEpochSecond();
    putExpiring("expired", now - 10);
    putExpiring("alive", now + 3600);
    stream.put("lasting");
    try (TtlSweep sweep = sweep()) {
      int atFirst = sweep.sweep();
      stream.clockOffset.set(Duration.ofHours(2));
      int later = sweep.sweep();

      assertThat(atFirst).isEqualTo(1);
      assertThat(later).isEqualTo(1);
    }
    TestTables.client()
        .deleteItem(request ->
            request
                .tableName(stream.table)
                .key(
                    Map.of(
                        "pk", AttributeValue.fromS("lasting"), "sk", AttributeValue.fromS("s"))));

    stream.run(stream.trigger().filtered("{\"eventName\":[\"REMOVE\"]}"));

    List<JsonNode> removed = stream.events.getFirst().path("Records").valueStream().toList();
    assertThat(removed)
        .extracting(StreamFixture::key)
        .containsExactly("expired", "alive", "lasting");
    JsonNode service =
        StreamFixture.JSON.readTree(
            "{\"type\":\"Service\",\"principalId\":\"dynamodb.amazonaws.com\"}");
    assertThat(removed.get(0).path("userIdentity")).isEqualTo(service);
    assertThat(removed.get(1).path("userIdentity")).isEqualTo(service);
    assertThat(removed.get(2).has("userIdentity")).isFalse();
  }

  @Test
  void one_of_the_filters_has_to_match_and_rejected_records_are_skipped_for_good()
      throws Exception {
    stream.put("EVENT#1", "OTHER#1", "SECOND#1");
    Triggers trigger =
        stream
            .trigger()
            .filtered(
                "{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":\"EVENT#\"}]}}}}",
                "{\"dynamodb\":{\"NewImage\":{\"pk\":{\"S\":[\"SECOND#1\"]}}}}");

    stream.run(trigger);

    assertThat(stream.batches()).containsExactly(List.of("EVENT#1", "SECOND#1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"dynamodb\":{\"NewImage\":{\"n\":{\"N\":[{\"numeric\":[\">\",100]}]}}}}",
        "{\"dynamodb\":{\"NewImage\":{\"value\":{\"S\":[{\"exists\":false}]}}}}",
        "{\"dynamodb\":{\"NewImage\":{\"value\":{\"S\":[{\"anything-but\":[\"v\"]}]}}}}"
      })
  void a_filter_that_does_not_match(String pattern) throws Exception {
    stream.put("a");

    stream.run(stream.trigger().filtered(pattern));

    assertThat(stream.events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"dynamodb\":{\"NewImage\":{\"value\":{\"S\":[{\"exists\":true}]}}}}",
        "{\"dynamodb\":{\"NewImage\":{\"value\":{\"S\":[{\"suffix\":\"v\"}]}}}}",
        "{\"dynamodb\":{\"NewImage\":{\"value\":{\"S\":[{\"equals-ignore-case\":\"V\"}]}}}}",
        "{\"dynamodb\":{\"NewImage\":{\"missing\":[{\"exists\":false}]}}}",
        "{\"$or\":[{\"eventName\":[\"REMOVE\"]},{\"eventName\":[\"INSERT\"]}]}"
      })
  void a_filter_that_matches(String pattern) throws Exception {
    stream.put("a");

    stream.run(stream.trigger().filtered(pattern));

    assertThat(stream.events).hasSize(1);
  }

  @Test
  void a_bad_pattern_is_refused() {
    assertThatThrownBy(() -> stream.start(stream.trigger().filtered("{\"eventName\":\"INSERT\"}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid filter pattern definition.");
  }

  @Test
  void an_unknown_stream_and_a_second_mapping_of_a_function_are_refused() {
    Triggers trigger = stream.trigger();

    assertThatThrownBy(() -> stream.start(Triggers.on("Nowhere")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ResourceNotFoundException");
    assertThatThrownBy(() ->
            StreamPollers.start(
                List.of(trigger.trigger(), trigger.trigger()),
                stream.settings(call -> stream.answer("null")),
                stream.expirations))
        .hasMessageContaining("ResourceConflictException");
  }

  @Test
  void latest_begins_with_what_is_written_after_the_start() throws Exception {
    stream.put("before");
    StreamPollers pollers = stream.run(stream.trigger().latest());

    stream.put("after");

    assertThat(Eventually.holds(pollers::idle)).isTrue();
    assertThat(stream.batches()).containsExactly(List.of("after"));
  }

  @Test
  void a_batch_is_delivered_twice_on_request() throws Exception {
    stream.put("a", "b");

    stream.aids(new StreamAids(true, Optional.empty())).run(stream.trigger());

    assertThat(stream.batches()).containsExactly(List.of("a", "b"), List.of("a", "b"));
  }

  @Test
  void items_are_mixed_on_request_and_each_keeps_its_order() throws Exception {
    for (int item = 0; item < 30; item++) {
      stream.putValue("key" + item % 3, "version " + item / 3);
    }

    stream.aids(new StreamAids(false, Optional.of(new Random(7)))).run(stream.trigger());

    List<String> keys = StreamFixture.keys(stream.events.getFirst());
    assertThat(keys).hasSize(30);
    assertThat(keys.subList(0, 6))
        .isNotEqualTo(List.of("key0", "key1", "key2", "key0", "key1", "key2"));
    for (String name : List.of("key0", "key1", "key2")) {
      assertThat(
              stream
                  .events
                  .getFirst()
                  .path("Records")
                  .valueStream()
                  .filter(found -> StreamFixture.key(found).equals(name))
                  .map(found -> found.at("/dynamodb/NewImage/value/S").asText()))
          .isSorted()
          .hasSize(10);
    }
  }

  private void putExpiring(String key, long epochSecond) {
    TestTables.client()
        .putItem(request ->
            request
                .tableName(stream.table)
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS(key),
                        "sk", AttributeValue.fromS("s"),
                        "expiresAt", AttributeValue.fromN(Long.toString(epochSecond)))));
  }

  private TtlSweep sweep() {
    Table known =
        new Table(
            "T",
            stream.table,
            Map.of("pk", "S", "sk", "S"),
            new Table.KeySchema("pk", Optional.of("sk")),
            List.of(),
            Optional.of("NEW_AND_OLD_IMAGES"),
            Optional.of("expiresAt"),
            new SourcePosition(java.nio.file.Path.of("t"), 1, 1));
    return new TtlSweep(TestTables.endpoint(), List.of(known), stream.clock, stream.expirations);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
