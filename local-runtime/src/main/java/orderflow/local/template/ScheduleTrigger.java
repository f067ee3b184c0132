package orderflow.local.template;

import java.time.Duration;
import java.time.ZoneId;

/// A function's event of type `ScheduleV2`: a schedule of EventBridge Scheduler.
///
/// @param function logical id
/// @param id the event's name
/// @param name `Name`, else made of the function's and the event's
/// @param expression `cron(…)`, `rate(…)` or `at(…)`
/// @param input the payload, with context attributes such as `<aws.scheduler.scheduled-time>`
/// @param flexibleWindow zero for `Mode: OFF`
public record ScheduleTrigger(
    String function,
    String id,
    String name,
    String expression,
    ZoneId zone,
    String input,
    Duration flexibleWindow,
    int maximumRetryAttempts,
    Duration maximumEventAge,
    boolean enabled) {}
