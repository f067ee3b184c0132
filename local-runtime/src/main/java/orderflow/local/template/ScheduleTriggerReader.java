package orderflow.local.template;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import orderflow.schedule.ScheduleExpression;
import orderflow.schedule.ScheduleSyntaxException;

/// Reads function events of type `ScheduleV2`. Limits: EventBridge Scheduler API reference,
/// "CreateSchedule".
final class ScheduleTriggerReader {
  /// What Scheduler sends when a schedule gives no input.
  private static final String USUAL_INPUT =
      """
      {"version":"0","id":"<aws.scheduler.execution-id>","detail-type":"Scheduled Event",\
      "source":"aws.scheduler","account":"%s","time":"<aws.scheduler.scheduled-time>",\
      "region":"%s","resources":["<aws.scheduler.schedule-arn>"],"detail":"{}"}\
      """
          .formatted(References.ACCOUNT, References.REGION);

  private final Findings findings;

  ScheduleTriggerReader(Findings findings) {
    this.findings = findings;
  }

  ScheduleTrigger read(String function, String id, Properties event) {
    event
        .neutral("Description", "OmitName")
        .report(
            findings,
            "not emulated; invocations are the same",
            "GroupName",
            "RoleArn",
            "PermissionsBoundary",
            "KmsKeyArn");
    Optional<Properties> retry = event.nested("RetryPolicy");
    ScheduleTrigger read =
        new ScheduleTrigger(
            function,
            id,
            event.read("Name", ScheduleTriggerReader::name).orElse(function + id),
            event.required("ScheduleExpression", ScheduleTriggerReader::expression),
            event
                .read("ScheduleExpressionTimezone", ScheduleTriggerReader::zone)
                .orElse(ZoneOffset.UTC),
            event.read("Input", ScheduleTriggerReader::input).orElse(USUAL_INPUT),
            event.nested("FlexibleTimeWindow").map(this::window).orElse(Duration.ZERO),
            limit(retry, "MaximumRetryAttempts", 0, 185),
            Duration.ofSeconds(limit(retry, "MaximumEventAgeInSeconds", 60, 86_400)),
            event
                .read("State", Shapes.oneOf("ENABLED", "DISABLED"))
                .filter("DISABLED"::equals)
                .isEmpty());
    retry.ifPresent(policy -> policy.finish(findings));
    return read;
  }

  private static String name(Value value) {
    return Shapes.matching("[0-9a-zA-Z_.-]{1,64}", "1 to 64 letters, digits, '_', '.' or '-'")
        .apply(value);
  }

  private static String expression(Value value) {
    String expression = Shapes.text(value);
    try {
      ScheduleExpression.parse(expression);
      return expression;
    } catch (ScheduleSyntaxException fault) {
      String place = "at character " + (fault.position() + 1);
      throw Refusal.expected(value, fault.expected() + " " + place);
    }
  }

  private static ZoneId zone(Value value) {
    try {
      return ZoneId.of(Shapes.text(value));
    } catch (DateTimeException unknown) {
      throw Refusal.expected(value, "a time zone such as Europe/Dublin");
    }
  }

  private static String input(Value value) {
    return JsonText.read(value);
  }

  private Duration window(Properties window) {
    boolean flexible = window.required("Mode", Shapes.oneOf("OFF", "FLEXIBLE")).equals("FLEXIBLE");
    Optional<Integer> minutes = window.read("MaximumWindowInMinutes", Shapes.between(1, 1_440));
    if (flexible != minutes.isPresent()) {
      throw new Refusal(
          window.at(),
          "a FlexibleTimeWindow whose MaximumWindowInMinutes does not fit its Mode",
          "expected the minutes with Mode FLEXIBLE, and none with OFF");
    }
    window.finish(findings);
    return Duration.ofMinutes(minutes.orElse(0));
  }

  /// AWS's default is the most it allows.
  private static int limit(Optional<Properties> retry, String name, int least, int most) {
    return retry.flatMap(policy -> policy.read(name, Shapes.between(least, most))).orElse(most);
  }
}
