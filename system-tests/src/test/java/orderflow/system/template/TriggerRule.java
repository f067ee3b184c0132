package orderflow.system.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What starts functions without anybody waiting: each gives up at some time, and then keeps the
/// whole payload.
final class TriggerRule {
  private static final Map<String, List<String>> DEAD_LETTERS =
      Map.of("Fn::GetAtt", List.of("DeadLetterBucket", "Arn"));

  private TriggerRule() {}

  static List<String> faults(SamTemplate template) {
    List<String> faults = new ArrayList<>();
    for (SamTemplate.Resource function : template.resources(SamTemplate.FUNCTION)) {
      boolean asynchronous = FunctionRule.CONTINUED.contains(function.id());
      for (var event : function.properties().path("Events").properties()) {
        String owner = function.id() + " " + event.getKey();
        String type = event.getValue().path("Type").asText();
        Check check = new Check(owner, event.getValue().path("Properties"), faults);
        asynchronous |= List.of("S3", "ScheduleV2").contains(type);
        switch (type) {
          case "HttpApi" -> {}
          case "DynamoDB" -> stream(check);
          case "S3" -> bucket(check);
          case "ScheduleV2" -> schedule(check);
          default -> faults.add(owner + ": " + type + " is no trigger of this project");
        }
      }
      if (asynchronous) {
        asynchronous(new Check(function.id(), function.properties(), faults));
      }
    }
    return faults;
  }

  private static void stream(Check check) {
    check.equal("/Stream", Map.of("Fn::GetAtt", List.of("OrdersTable", "StreamArn")));
    check.equal("/StartingPosition", "TRIM_HORIZON");
    check.between("/MaximumRetryAttempts", 1, 10);
    check.between("/MaximumRecordAgeInSeconds", 60, 86_400);
    check.equal("/BisectBatchOnFunctionError", true);
    check.equal("/FunctionResponseTypes", List.of("ReportBatchItemFailures"));
    check.present("/FilterCriteria/Filters/0/Pattern");
    check.equal("/DestinationConfig/OnFailure/Type", "S3");
    check.equal("/DestinationConfig/OnFailure/Destination", DEAD_LETTERS);
  }

  private static void bucket(Check check) {
    check.equal("/Bucket/Ref", "UploadBucket");
    check.equal("/Filter/S3Key/Rules", List.of(Map.of("Name", "prefix", "Value", "incoming/")));
  }

  private static void schedule(Check check) {
    check.present("/Name/Fn::Sub");
    check.equal("/FlexibleTimeWindow", Map.of("Mode", "OFF"));
    check.between("/RetryPolicy/MaximumRetryAttempts", 1, 20);
    check.between("/RetryPolicy/MaximumEventAgeInSeconds", 60, 86_400);
    check.absent("/DeadLetterConfig", "Scheduler knows only SQS, and catch-up makes it needless");
  }

  private static void asynchronous(Check check) {
    check.equal("/EventInvokeConfig/MaximumRetryAttempts", 2);
    check.between("/EventInvokeConfig/MaximumEventAgeInSeconds", 180, 21_600);
    check.equal("/EventInvokeConfig/DestinationConfig/OnFailure/Type", "S3Bucket");
    check.equal("/EventInvokeConfig/DestinationConfig/OnFailure/Destination", DEAD_LETTERS);
  }
}
