package orderflow.kit.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.metrics.Metric;
import orderflow.kit.metrics.MetricWriter;
import org.junit.jupiter.api.Test;

class LogWriterTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00.001Z"));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void an_event_is_one_json_line() {
    LogWriter log = LogWriter.from(Map.of("AWS_LAMBDA_FUNCTION_NAME", "orders"), out, CLOCK);

    log.info("two\nlines", Map.of(LogField.STATUS, 201));

    assertThat(bytes.toString(UTF_8).lines()).hasSize(1);
    assertThat(JsonReader.readTrusted(bytes.toByteArray()))
        .isEqualTo(
            Json.object()
                .with("time", "2026-01-01T00:00:00.001Z")
                .with("level", "INFO")
                .with("message", "two\nlines")
                .with("function", "orders")
                .with("version", "$LATEST")
                .with("status", 201)
                .build());
  }

  @Test
  void events_below_the_threshold_are_dropped() {
    LogWriter log = LogWriter.from(Map.of("LOG_LEVEL", "WARN"), out, CLOCK);

    log.info("dropped", Map.of());
    log.warn("kept", Map.of());

    assertThat(bytes.toString(UTF_8)).contains("kept").doesNotContain("dropped");
  }

  @Test
  void counts_are_one_line_of_embedded_metrics() {
    new MetricWriter(out, "orders", CLOCK)
        .count("route", "GET /v1/health", Map.of(Metric.REQUESTS, 1));

    String line = new String(bytes.toByteArray(), UTF_8).strip();
    String expected =
        "{\"_aws\":{\"Timestamp\":1767225600001,\"CloudWatchMetrics\":[{\"Namespace\":\"orderflow\",\"Dimensions\":[[\"function\",\"route\"]],\"Metrics\":[{\"Name\":\"Requests\",\"Unit\":\"Count\"}]}]},\"function\":\"orders\",\"route\":\"GET /v1/health\",\"Requests\":1}";
    assertThat(line).doesNotContain("\n");
    assertThat(JsonReader.readTrusted(line.getBytes(UTF_8)))
        .isEqualTo(JsonReader.readTrusted(expected.getBytes(UTF_8)));
  }

  @Test
  void a_stack_is_cut_to_a_bound() {
    String stack = LogWriter.stackOf(new IllegalStateException("x".repeat(10_000)));

    assertThat(stack).hasSize(4_000).startsWith("java.lang.IllegalStateException: xxx");
  }
}
