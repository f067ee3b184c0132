package orderflow.local.scheduler;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import orderflow.local.template.ScheduleTrigger;

/// Makes the event of a schedule: its input with the context attributes filled in (EventBridge
/// Scheduler user guide, "Adding context attributes").
final class SchedulePayload {
  private static final String ARN = "arn:aws:scheduler:eu-west-1:000000000000:schedule/default/";

  private static final String WITHOUT_INPUT =
      """
      {"version":"0","id":"<aws.scheduler.execution-id>","detail-type":"Scheduled Event",\
      "source":"aws.scheduler","account":"000000000000","time":"<aws.scheduler.scheduled-time>",\
      "region":"eu-west-1","resources":["<aws.scheduler.schedule-arn>"],"detail":"{}"}\
      """;

  private SchedulePayload() {}

  static String of(ScheduleTrigger trigger, Instant scheduledFor, int attempt) {
    String input = trigger.input().isBlank() ? WITHOUT_INPUT : trigger.input();
    return input
        .replace("<aws.scheduler.schedule-arn>", ARN + trigger.name())
        .replace(
            "<aws.scheduler.scheduled-time>",
            scheduledFor.truncatedTo(ChronoUnit.SECONDS).toString())
        .replace("<aws.scheduler.execution-id>", UUID.randomUUID().toString())
        .replace("<aws.scheduler.attempt-number>", Integer.toString(attempt));
  }
}
