package orderflow.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import orderflow.local.lambda.InvocationOutcome;

/// The object in an on-failure bucket for records that are given up (Lambda Developer Guide,
/// "Retain discarded records for a DynamoDB event source").
record Discard(
    MappingTarget target,
    String shard,
    List<StreamRecord> records,
    Condition condition,
    int invocations,
    Optional<InvocationOutcome> last,
    Instant at) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH.mm.ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  String key() {
    return "aws/lambda/%s/%s/%s/%s-%s"
        .formatted(target.uuid(), shard, DAY.format(at), TIME.format(at), UUID.randomUUID());
  }

  ObjectNode json() {
    ObjectNode json = StoreApi.JSON.createObjectNode();
    ObjectNode request = json.putObject("requestContext");
    request.put("requestId", requestId()).put("functionArn", target.functionArn());
    request.put("condition", condition.text).put("approximateInvokeCount", invocations);
    last.ifPresent(outcome -> addResponse(json.putObject("responseContext"), outcome));
    json.put("version", "1.0").put("timestamp", TIMESTAMP.format(at));
    addBatch(json.putObject("DDBStreamBatchInfo"));
    json.set("payload", StreamRecord.event(records));
    return json;
  }

  private String requestId() {
    return last.filter(InvocationOutcome.Finished.class::isInstance)
        .map(InvocationOutcome.Finished.class::cast)
        .map(InvocationOutcome.Finished::requestId)
        .orElseGet(() -> UUID.randomUUID().toString());
  }

  /// A function that reported failures did not fail itself: its error is null then.
  private static void addResponse(ObjectNode response, InvocationOutcome outcome) {
    switch (outcome) {
      case InvocationOutcome.Finished finished -> {
        response.put("statusCode", 200).put("executedVersion", finished.executedVersion());
        response.put("functionError", finished.failed() ? "Unhandled" : null);
      }
      case InvocationOutcome.Refused refused -> {
        response.put("statusCode", refused.status()).put("executedVersion", "$LATEST");
        response.putNull("functionError");
      }
    }
  }

  private void addBatch(ObjectNode batch) {
    batch.put("shardId", shard);
    batch.put("startSequenceNumber", records.getFirst().sequence());
    batch.put("endSequenceNumber", records.getLast().sequence());
    batch.put("approximateArrivalOfFirstRecord", seconds(records.getFirst().arrived()));
    batch.put("approximateArrivalOfLastRecord", seconds(records.getLast().arrived()));
    batch.put("batchSize", records.size()).put("streamArn", target.streamArn());
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// Why records are given up.
  enum Condition {
    RETRIES("RetryAttemptsExhausted"),
    AGE("RecordAgeExceeded");

    private final String text;

    Condition(String text) {
      this.text = text;
    }
  }
}
