package orderflow.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orderflow.jobs.domain.JobCatalogue;

/// The schedules of the template are those that the jobs in code say they have: the console, the
/// catch-up and the answers of the API are made from the code's.
final class ScheduleRule {
  private ScheduleRule() {}

  static List<String> faults(SamTemplate template) {
    Map<String, String> declared = new HashMap<>();
    JobCatalogue.all().forEach(job -> declared.put(job.name(), job.expression()));
    Map<String, String> scheduled = new HashMap<>();
    template.events("ScheduleV2").forEach(event -> scheduled.put(job(event), expression(event)));
    return declared.equals(scheduled)
        ? List.of()
        : List.of("schedules are " + scheduled + ", the jobs in code " + declared);
  }

  /// The schedule's name without the stack's, which its input must name too.
  private static String job(JsonNode event) {
    String name = event.at("/Name/Fn::Sub").asText().replace("${AWS::StackName}-", "");
    String input =
        "{\"job\":\"%s\",\"scheduledFor\":\"<aws.scheduler.scheduled-time>\"}".formatted(name);
    return event.path("Input").asText().equals(input) ? name : "the input of " + name;
  }

  private static String expression(JsonNode event) {
    boolean utc = event.path("ScheduleExpressionTimezone").asText().equals("UTC");
    return event.path("ScheduleExpression").asText() + (utc ? "" : " not in UTC");
  }
}
