package orderflow.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.event.ruler.RuleCompiler;

/// Reads function events of type `DynamoDB`. Limits: Lambda API reference,
/// "CreateEventSourceMapping".
final class StreamTriggerReader {
  private static final int FOREVER = -1;
  private static final int MOST_FILTERS = 5;

  private final Map<String, Table> tables;
  private final DestinationReader destinations;
  private final Findings findings;

  StreamTriggerReader(
      Map<String, Table> tables, DestinationReader destinations, Findings findings) {
    this.tables = tables;
    this.destinations = destinations;
    this.findings = findings;
  }

  StreamTrigger read(String function, String id, Properties event) {
    event.report(findings, "not emulated; batches are the same", "KmsKeyArn", "MetricsConfig");
    return new StreamTrigger(
        function,
        event.required("Stream", this::table),
        id,
        event.read("BatchSize", Shapes.between(1, 10_000)).orElse(100),
        Duration.ofSeconds(
            event.read("MaximumBatchingWindowInSeconds", Shapes.between(0, 300)).orElse(0)),
        event.read("ParallelizationFactor", Shapes.between(1, 10)).orElse(1),
        event.read("MaximumRetryAttempts", Shapes.between(FOREVER, 10_000)).orElse(FOREVER),
        event.read("MaximumRecordAgeInSeconds", StreamTriggerReader::age).orElse(Optional.empty()),
        event.read("BisectBatchOnFunctionError", Shapes::bool).orElse(false),
        event.read("FunctionResponseTypes", StreamTriggerReader::reports).orElse(false),
        event.nested("FilterCriteria").map(this::patterns).orElse(List.of()),
        event.required("StartingPosition", StreamTriggerReader::position),
        destinations.onFailureBucket(event, "S3"),
        event.read("Enabled", Shapes::bool).orElse(true));
  }

  private String table(Value arn) {
    String text = Shapes.text(arn);
    return tables.values().stream()
        .filter(table -> References.streamArn(table.name()).equals(text))
        .filter(table -> table.streamViewType().isPresent())
        .findFirst()
        .map(Table::name)
        .orElseThrow(() ->
            Refusal.expected(arn, "!GetAtt TABLE.StreamArn of a table with a StreamSpecification"));
  }

  private static Optional<Duration> age(Value value) {
    int seconds = Shapes.integer(value);
    if (seconds == FOREVER) {
      return Optional.empty();
    }
    if (seconds < 60 || seconds > 604_800) {
      throw Refusal.expected(value, "-1 or a whole number from 60 to 604800");
    }
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static boolean reports(Value types) {
    return !Shapes.itemsOrOne(types).stream()
        .map(Shapes.oneOf("ReportBatchItemFailures"))
        .toList()
        .isEmpty();
  }

  private static StreamTrigger.StartingPosition position(Value value) {
    return StreamTrigger.StartingPosition.valueOf(
        Shapes.oneOf("TRIM_HORIZON", "LATEST").apply(value));
  }

  private List<String> patterns(Properties criteria) {
    Value filters = criteria.required("Filters", value -> value);
    List<String> patterns = new ArrayList<>();
    for (Value item : Shapes.items(filters)) {
      Properties filter = new Properties("Filters", Shapes.mapping(item));
      patterns.add(filter.required("Pattern", StreamTriggerReader::pattern));
      filter.finish(findings);
    }
    if (patterns.size() > MOST_FILTERS) {
      throw Refusal.expected(filters, "at most " + MOST_FILTERS + " filters");
    }
    criteria.finish(findings);
    return patterns;
  }

  private static String pattern(Value value) {
    String pattern = Shapes.text(value);
    String fault = RuleCompiler.check(pattern);
    if (fault != null) {
      throw Refusal.expected(value, "an EventBridge pattern in JSON: " + fault);
    }
    return pattern;
  }
}
