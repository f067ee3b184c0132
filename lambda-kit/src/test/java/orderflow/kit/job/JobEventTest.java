package orderflow.kit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Optional;
import orderflow.kit.events.EventSerializer;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import org.junit.jupiter.api.Test;

class JobEventTest {
  private final EventSerializer serializer = new EventSerializer();

  @Test
  void the_input_of_a_schedule_is_read_as_the_runtime_hands_it_over() {
    JobEvent event =
        serializer.fromJson(
            "{\"job\":\"redrive\",\"scheduledFor\":\"2026-11-25T00:15:00Z\",\"later\":1}",
            JobEvent.class);

    assertThat(event)
        .isEqualTo(
            new JobEvent("redrive", Instant.parse("2026-11-25T00:15:00Z"), Optional.empty()));
  }

  @Test
  void an_event_is_read_as_it_was_sent() {
    JobEvent event =
        new JobEvent("redrive", Instant.parse("2026-11-25T00:15:00.5Z"), Optional.of("run_1"));

    assertThat(JobEvent.read(event.toJson())).isEqualTo(event);
  }

  @Test
  void what_is_missing_is_named() {
    Json event = Json.object().with("job", "redrive").with("scheduledFor", "soon").build();

    assertThatThrownBy(() -> JobEvent.read(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/scheduledFor");
    assertThatThrownBy(() -> JobEvent.read(Json.object().build())).hasMessageContaining("/job");
  }

  @Test
  void a_reply_is_written_with_its_run_and_outcome() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();

    serializer.toJson(new JobReply("run_1", "succeeded"), output, JobReply.class);

    assertThat(JsonReader.readTrusted(output.toString(UTF_8).getBytes(UTF_8)))
        .isEqualTo(Json.object().with("runId", "run_1").with("outcome", "succeeded").build());
  }
}
