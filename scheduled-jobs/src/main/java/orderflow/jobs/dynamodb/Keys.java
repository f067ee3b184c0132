package orderflow.jobs.dynamodb;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every key of the table.
final class Keys {
  static final String RUN_PREFIX = "RUN#";

  private Keys() {}

  static Map<String, AttributeValue> state(String job) {
    return key(job(job), "STATE");
  }

  static Map<String, AttributeValue> anchor(String job) {
    return key(job(job), "ANCHOR");
  }

  static Map<String, AttributeValue> run(String job, String runId) {
    return key(job(job), RUN_PREFIX + runId);
  }

  /// A slot of a schedule: the same however often the time is delivered.
  static Map<String, AttributeValue> slot(String job, Instant scheduledFor) {
    return key("SLOT#" + job, scheduledFor.toString());
  }

  /// A slot of a run that was asked for: its own.
  static Map<String, AttributeValue> manual(String job, String runId) {
    return key("SLOT#" + job, "MANUAL#" + runId);
  }

  static String job(String job) {
    return "JOB#" + job;
  }

  private static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }
}
