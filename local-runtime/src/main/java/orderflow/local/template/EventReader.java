package orderflow.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads the events of functions: routes, bucket notifications, table streams and schedules. Every
/// other type is refused.
final class EventReader {
  private final Findings findings;
  private final RouteReader routeReader;
  private final S3TriggerReader s3Reader;
  private final StreamTriggerReader streamReader;
  private final ScheduleTriggerReader scheduleReader;
  private final List<RouteReader.Route> routes = new ArrayList<>();
  private final List<S3Trigger> s3Triggers = new ArrayList<>();
  private final List<StreamTrigger> streamTriggers = new ArrayList<>();
  private final List<ScheduleTrigger> scheduleTriggers = new ArrayList<>();

  /// @param tables the tables of the template, read before any event is
  /// @param buckets the buckets of the template, read before any event is
  EventReader(
      Map<String, Table> tables,
      Map<String, Bucket> buckets,
      DestinationReader destinations,
      Findings findings) {
    this.findings = findings;
    routeReader = new RouteReader(findings);
    s3Reader = new S3TriggerReader(buckets, findings);
    streamReader = new StreamTriggerReader(tables, destinations, findings);
    scheduleReader = new ScheduleTriggerReader(findings);
  }

  List<RouteReader.Route> routes() {
    return routes;
  }

  List<S3Trigger> s3Triggers() {
    return s3Triggers;
  }

  List<StreamTrigger> streamTriggers() {
    return streamTriggers;
  }

  List<ScheduleTrigger> scheduleTriggers() {
    return scheduleTriggers;
  }

  void read(String function, Value.Mapping events) {
    events.entries().forEach((name, entry) -> findings.guard(() -> event(function, name, entry)));
  }

  private void event(String function, String id, Value.Entry entry) {
    Properties event = new Properties("the event " + id, Shapes.mapping(entry.value()));
    String type = event.required("Type", Shapes::text);
    Properties details =
        event
            .nested("Properties")
            .orElseThrow(() ->
                new Refusal(event.at(), "the event " + id + " without Properties", "add them"));
    switch (type) {
      case "HttpApi" -> routes.add(routeReader.read(function, details));
      case "S3" -> addApart(s3Reader.read(function, id, details), details);
      case "DynamoDB" -> streamTriggers.add(streamReader.read(function, id, details));
      case "ScheduleV2" -> addNamed(scheduleReader.read(function, id, details), details);
      default ->
          throw new Refusal(
              event.keyAt("Type"),
              "the event type " + type + " of " + function,
              "expected HttpApi, S3, DynamoDB or ScheduleV2; remove the event to run the template");
    }
    details.finish(findings);
    event.finish(findings);
  }

  /// Amazon S3 User Guide, "Configuring event notifications using object key name filtering".
  private void addApart(S3Trigger trigger, Properties details) {
    if (s3Triggers.stream().anyMatch(other -> S3TriggerReader.overlap(other, trigger))) {
      throw new Refusal(
          details.at(),
          "a notification " + trigger.id() + " for keys that another one is for",
          "S3 allows one function for an event and a key; make prefixes or suffixes differ");
    }
    s3Triggers.add(trigger);
  }

  private void addNamed(ScheduleTrigger trigger, Properties details) {
    if (scheduleTriggers.stream().anyMatch(other -> other.name().equals(trigger.name()))) {
      throw new Refusal(
          details.keyAt("Name"),
          "a second schedule of the name " + trigger.name(),
          "expected a name of its own");
    }
    scheduleTriggers.add(trigger);
  }
}
