package orderflow.system.template;

import java.util.List;

/// The rules of the template that are each tested with planted faults.
enum Rule {
  BUCKETS,
  CYCLES,
  FUNCTIONS,
  HTTP_API,
  POLICIES,
  SCHEDULES,
  TABLES,
  TRIGGERS;

  List<String> faults(SamTemplate in) {
    return switch (this) {
      case BUCKETS -> BucketRule.faults(in);
      case CYCLES -> CycleRule.faults(in);
      case FUNCTIONS -> FunctionRule.faults(in);
      case HTTP_API -> HttpApiRule.faults(in);
      case POLICIES -> PolicyRule.faults(in);
      case SCHEDULES -> ScheduleRule.faults(in);
      case TABLES -> TableRule.faults(in);
      case TRIGGERS -> TriggerRule.faults(in);
    };
  }
}
