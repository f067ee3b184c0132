package orderflow.kit.metrics;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;

/// Writes counts as log lines in CloudWatch's embedded metric format (CloudWatch User Guide,
/// "Specification: Embedded metric format"): no call, no cost but the line.
public final class MetricWriter {
  private static final String NAMESPACE = "orderflow";

  private final PrintStream out;
  private final String function;
  private final InstantSource clock;

  public MetricWriter(PrintStream out, String function, InstantSource clock) {
    this.out = out;
    this.function = function;
    this.clock = clock;
  }

  /// Writes one line of counts with the function as its only dimension; nothing when there are
  /// none.
  public void count(Map<Metric, Integer> counts) {
    write(List.of("function"), Json.object().with("function", function), counts);
  }

  /// Writes one line of counts; nothing when there are none.
  ///
  /// @param dimension the name of the second dimension besides `function`: `route` or `job`
  /// @param value the value of that dimension; must come from a bounded set
  public void count(String dimension, String value, Map<Metric, Integer> counts) {
    write(
        List.of("function", dimension),
        Json.object().with("function", function).with(dimension, value),
        counts);
  }

  private void write(List<String> dimensions, Json.Builder line, Map<Metric, Integer> counts) {
    if (counts.isEmpty()) {
      return;
    }
    line.with("_aws", definition(dimensions, counts));
    counts.forEach((metric, count) -> line.with(metric.metricName(), count));
    out.println(new String(JsonWriter.write(line.build()), StandardCharsets.UTF_8));
  }

  private Json definition(List<String> dimensions, Map<Metric, Integer> counts) {
    Json metrics =
        Json.object()
            .with("Namespace", NAMESPACE)
            .with("Dimensions", Json.of(List.of(Json.texts(dimensions))))
            .withEach("Metrics", List.copyOf(counts.keySet()), MetricWriter::unit)
            .build();
    return Json.object()
        .with("Timestamp", clock.millis())
        .with("CloudWatchMetrics", Json.of(List.of(metrics)))
        .build();
  }

  private static Json unit(Metric metric) {
    return Json.object().with("Name", metric.metricName()).with("Unit", "Count").build();
  }
}
