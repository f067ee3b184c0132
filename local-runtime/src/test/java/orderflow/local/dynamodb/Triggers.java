package orderflow.local.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orderflow.local.template.StreamTrigger;
import orderflow.local.template.StreamTrigger.StartingPosition;

/// A mapping with Lambda's defaults, and one change after the other.
record Triggers(StreamTrigger trigger) {

  static Triggers on(String table) {
    return new Triggers(
        new StreamTrigger(
            "F",
            table,
            "Stream",
            100,
            Duration.ZERO,
            1,
            0,
            Optional.empty(),
            false,
            false,
            List.of(),
            StartingPosition.TRIM_HORIZON,
            Optional.of("letters"),
            true));
  }

  Triggers batchSize(int size) {
    return with(size, trigger.batchingWindow(), trigger.parallelizationFactor());
  }

  Triggers window(Duration window) {
    return with(trigger.batchSize(), window, trigger.parallelizationFactor());
  }

  Triggers lanes(int factor) {
    return with(trigger.batchSize(), trigger.batchingWindow(), factor);
  }

  Triggers retries(int attempts) {
    return with(attempts, trigger.maximumRecordAge(), trigger.bisect(), trigger.reportsFailures());
  }

  Triggers age(Duration age) {
    return with(
        trigger.maximumRetryAttempts(),
        Optional.of(age),
        trigger.bisect(),
        trigger.reportsFailures());
  }

  Triggers bisecting() {
    return with(
        trigger.maximumRetryAttempts(),
        trigger.maximumRecordAge(),
        true,
        trigger.reportsFailures());
  }

  Triggers reporting() {
    return with(trigger.maximumRetryAttempts(), trigger.maximumRecordAge(), trigger.bisect(), true);
  }

  Triggers filtered(String... patterns) {
    return with(List.of(patterns), trigger.startingPosition());
  }

  Triggers latest() {
    return with(trigger.filterPatterns(), StartingPosition.LATEST);
  }

  private Triggers with(int size, Duration window, int factor) {
    return new Triggers(
        new StreamTrigger(
            trigger.function(),
            trigger.table(),
            trigger.id(),
            size,
            window,
            factor,
            trigger.maximumRetryAttempts(),
            trigger.maximumRecordAge(),
            trigger.bisect(),
            trigger.reportsFailures(),
            trigger.filterPatterns(),
            trigger.startingPosition(),
            trigger.onFailureBucket(),
            true));
  }

  private Triggers with(int retries, Optional<Duration> age, boolean bisect, boolean reports) {
    return new Triggers(
        new StreamTrigger(
            trigger.function(),
            trigger.table(),
            trigger.id(),
            trigger.batchSize(),
            trigger.batchingWindow(),
            trigger.parallelizationFactor(),
            retries,
            age,
            bisect,
            reports,
            trigger.filterPatterns(),
            trigger.startingPosition(),
            trigger.onFailureBucket(),
            true));
  }

  private Triggers with(List<String> patterns, StartingPosition position) {
    return new Triggers(
        new StreamTrigger(
            trigger.function(),
            trigger.table(),
            trigger.id(),
            trigger.batchSize(),
            trigger.batchingWindow(),
            trigger.parallelizationFactor(),
            trigger.maximumRetryAttempts(),
            trigger.maximumRecordAge(),
            trigger.bisect(),
            trigger.reportsFailures(),
            patterns,
            position,
            trigger.onFailureBucket(),
            true));
  }
}
