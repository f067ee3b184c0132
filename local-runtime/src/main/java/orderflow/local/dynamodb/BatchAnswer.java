package orderflow.local.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What a function says of its batch with `ReportBatchItemFailures` (Lambda Developer Guide,
/// "Configuring partial batch response with DynamoDB and Lambda").
final class BatchAnswer {
  private BatchAnswer() {}

  /// How many records from the first on are handled; all after them are tried again, also those
  /// that the function did not report.
  static int handled(String answer, List<StreamRecord> batch) {
    JsonNode read = read(answer);
    JsonNode failures = read.path("batchItemFailures");
    if (read.isNull() || read.isMissingNode()) {
      return batch.size();
    }
    if (!read.isObject()) {
      return 0;
    }
    if (failures.isMissingNode() || failures.isNull()) {
      return batch.size();
    }
    return failures.isArray() ? lowest(failures, batch) : 0;
  }

  /// An identifier that names no record makes the whole batch fail.
  private static int lowest(JsonNode failures, List<StreamRecord> batch) {
    List<String> sequences = batch.stream().map(StreamRecord::sequence).toList();
    int lowest = batch.size();
    for (JsonNode failure : failures) {
      int index = sequences.indexOf(failure.path("itemIdentifier").asText());
      lowest = Math.min(lowest, Math.max(0, index));
    }
    return lowest;
  }

  private static JsonNode read(String answer) {
    try {
      return StoreApi.JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      return StoreApi.JSON.getNodeFactory().textNode(answer);
    }
  }
}
