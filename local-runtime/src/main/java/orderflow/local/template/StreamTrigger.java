package orderflow.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A function's event of type `DynamoDB`: an event source mapping on a table's stream (Lambda
/// Developer Guide, "Using AWS Lambda with Amazon DynamoDB").
///
/// @param function logical id
/// @param table the table's name
/// @param id the event's name
/// @param maximumRetryAttempts after the first attempt; -1 means until the record expires
/// @param maximumRecordAge older records are discarded; empty means when the stream drops them
/// @param filterPatterns JSON patterns, of which one has to match; none means every record
/// @param onFailureBucket name of the bucket that gets what is discarded
public record StreamTrigger(
    String function,
    String table,
    String id,
    int batchSize,
    Duration batchingWindow,
    int parallelizationFactor,
    int maximumRetryAttempts,
    Optional<Duration> maximumRecordAge,
    boolean bisect,
    boolean reportsFailures,
    List<String> filterPatterns,
    StartingPosition startingPosition,
    Optional<String> onFailureBucket,
    boolean enabled) {

  public StreamTrigger {
    filterPatterns = List.copyOf(filterPatterns);
  }

  /// Where a mapping without a checkpoint begins.
  public enum StartingPosition {
    TRIM_HORIZON,
    LATEST
  }
}
