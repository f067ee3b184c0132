package orderflow.kit.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds stream events to what the runtime's own serializer makes of the same bytes.
class StreamEventsTest {
  private static final String SAMPLE = sample();

  private final EventSerializer serializer = new EventSerializer();
  private final PojoSerializer<DynamodbEvent> runtime =
      LambdaEventSerializers.serializerFor(DynamodbEvent.class, getClass().getClassLoader());

  @Test
  void a_batch_reads_member_by_member_as_with_the_runtimes_own_serializer() {
    DynamodbEvent ours = serializer.fromJson(SAMPLE, DynamodbEvent.class);
    DynamodbEvent theirs = runtime.fromJson(SAMPLE);

    assertThat(ours)
        .usingRecursiveComparison(new RecursiveComparisonConfiguration())
        .isEqualTo(theirs);
    assertThat(ours).isEqualTo(theirs);
  }

  @Test
  void the_sample_has_every_member_and_every_type_of_attribute() {
    DynamodbEvent event = serializer.fromJson(SAMPLE, DynamodbEvent.class);
    DynamodbStreamRecord first = event.getRecords().getFirst();

    assertThat(first).hasNoNullFieldsOrProperties();
    assertThat(first.getDynamodb()).hasNoNullFieldsOrProperties();
    assertThat(first.getUserIdentity()).hasNoNullFieldsOrProperties();
    assertThat(first.getDynamodb().getApproximateCreationDateTime())
        .isEqualTo(Date.from(Instant.ofEpochMilli(1_769_851_800_123L)));
    assertThat(first.getDynamodb().getNewImage().values())
        .flatExtracting(value ->
            Stream.of(
                    value.getS(),
                    value.getN(),
                    value.getB(),
                    value.getBOOL(),
                    value.getNULL(),
                    value.getM(),
                    value.getSS(),
                    value.getNS(),
                    value.getBS())
                .filter(Objects::nonNull)
                .toList())
        .hasSize(11);
  }

  @Test
  void the_runtimes_own_serializer_and_ours_read_what_the_other_wrote() {
    DynamodbEvent event = serializer.fromJson(SAMPLE, DynamodbEvent.class);
    ByteArrayOutputStream theirs = new ByteArrayOutputStream();

    runtime.toJson(event, theirs);
    DynamodbEvent read = serializer.fromJson(text(theirs), DynamodbEvent.class);

    assertThat(read).isEqualTo(event);
    assertThat(runtime.fromJson(text(write(event, DynamodbEvent.class)))).isEqualTo(event);
  }

  @Test
  void a_batch_that_is_written_is_what_was_read() {
    Json read = JsonReader.readTrusted(SAMPLE.getBytes(UTF_8));

    Json written = written(serializer.fromJson(SAMPLE, DynamodbEvent.class), DynamodbEvent.class);

    assertThat(written).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Records\":null}",
        "{\"Records\":[]}",
        "{\"Records\":[null,{}]}",
        "{\"Records\":[{\"dynamodb\":null,\"userIdentity\":null}]}",
        "{\"Records\":[{\"dynamodb\":{\"Keys\":null,\"NewImage\":{\"a\":{\"S\":null}}}}]}",
        "{\"Records\":[{\"unknown\":[1],\"dynamodb\":{\"NewImage\":{\"a\":{\"X\":{}}}}}]}",
        "{\"Records\":[{\"dynamodb\":{\"NewImage\":{\"a\":null,\"b\":{\"L\":null,\"B\":null}}}}]}"
      })
  void absent_null_and_unknown_members_are_no_fault(String json) {
    DynamodbEvent event = serializer.fromJson(json, DynamodbEvent.class);

    assertThat(write(event, DynamodbEvent.class).size()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"Records\":[",
        "{\"Records\":[{\"eventID\":{}}]}",
        "{\"Records\":[{\"dynamodb\":{\"NewImage\":{\"a\":{\"B\":\"***\"}}}}]}"
      })
  void what_is_no_batch_is_a_clear_error(String json) {
    assertThatThrownBy(() -> serializer.fromJson(json, DynamodbEvent.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("DynamodbEvent");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void failures_are_written_as_the_runtimes_own_serializer_writes_them(int failures) {
    List<BatchItemFailure> failed =
        Stream.iterate(0, n -> n + 1)
            .limit(failures)
            .map(n -> new BatchItemFailure("11100000000" + n))
            .toList();
    StreamsEventResponse response = new StreamsEventResponse(failed);

    Json ours = written(response, StreamsEventResponse.class);

    ByteArrayOutputStream theirs = new ByteArrayOutputStream();
    JacksonFactory.getInstance().getSerializer(StreamsEventResponse.class).toJson(response, theirs);
    assertThat(ours).isEqualTo(JsonReader.readTrusted(theirs.toByteArray()));
  }

  private <T> Json written(T value, Class<T> type) {
    return JsonReader.readTrusted(write(value, type).toByteArray());
  }

  private <T> ByteArrayOutputStream write(T value, Class<T> type) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    serializer.toJson(value, out, type);
    return out;
  }

  private static String text(ByteArrayOutputStream out) {
    return out.toString(UTF_8);
  }

  private static String sample() {
    try (InputStream in = StreamEventsTest.class.getResourceAsStream("stream-event.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
