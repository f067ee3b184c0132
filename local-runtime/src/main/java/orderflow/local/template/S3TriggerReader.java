package orderflow.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads function events of type `S3`. AWS SAM Developer Guide, "S3": the bucket is one of the same
/// template.
final class S3TriggerReader {
  private static final Set<String> EVENTS =
      Set.of(
          "s3:ObjectCreated:*",
          "s3:ObjectCreated:Put",
          "s3:ObjectCreated:Post",
          "s3:ObjectCreated:Copy",
          "s3:ObjectCreated:CompleteMultipartUpload",
          "s3:ObjectRemoved:*",
          "s3:ObjectRemoved:Delete",
          "s3:ObjectRemoved:DeleteMarkerCreated");

  private final Map<String, Bucket> buckets;
  private final Findings findings;

  S3TriggerReader(Map<String, Bucket> buckets, Findings findings) {
    this.buckets = buckets;
    this.findings = findings;
  }

  S3Trigger read(String function, String id, Properties event) {
    String bucket = event.required("Bucket", this::declared);
    List<String> events = event.required("Events", S3TriggerReader::events);
    Filter filter = event.nested("Filter").map(this::filter).orElse(new Filter("", ""));
    return new S3Trigger(function, bucket, id, events, filter.prefix(), filter.suffix());
  }

  private record Filter(String prefix, String suffix) {}

  private String declared(Value bucket) {
    String name = Shapes.text(bucket);
    if (buckets.values().stream().noneMatch(known -> known.name().equals(name))) {
      throw Refusal.expected(bucket, "!Ref of a bucket of this template");
    }
    return name;
  }

  private static List<String> events(Value value) {
    List<String> events = new ArrayList<>();
    for (Value item : Shapes.itemsOrOne(value)) {
      String event = Shapes.text(item);
      if (!EVENTS.contains(event)) {
        throw Refusal.expected(
            item, "one of " + String.join(", ", EVENTS.stream().sorted().toList()));
      }
      events.add(event);
    }
    return events;
  }

  private Filter filter(Properties filter) {
    Optional<Properties> key = filter.nested("S3Key");
    List<Value> rules = key.flatMap(s3 -> s3.read("Rules", Shapes::items)).orElse(List.of());
    String prefix = "";
    String suffix = "";
    for (Value item : rules) {
      Properties rule = new Properties("Rules", Shapes.mapping(item));
      String value = rule.required("Value", Shapes::text);
      if (rule.required("Name", Shapes.oneOf("prefix", "suffix")).equals("prefix")) {
        prefix = value;
      } else {
        suffix = value;
      }
      rule.finish(findings);
    }
    key.ifPresent(s3 -> s3.finish(findings));
    filter.finish(findings);
    return new Filter(prefix, suffix);
  }

  /// Whether an object could be for both.
  static boolean overlap(S3Trigger one, S3Trigger other) {
    return one.bucket().equals(other.bucket())
        && one.events().stream()
            .anyMatch(event -> other.events().stream().anyMatch(also -> sameEvent(event, also)))
        && (one.prefix().startsWith(other.prefix()) || other.prefix().startsWith(one.prefix()))
        && (one.suffix().endsWith(other.suffix()) || other.suffix().endsWith(one.suffix()));
  }

  private static boolean sameEvent(String one, String other) {
    return covers(one, other) || covers(other, one);
  }

  private static boolean covers(String event, String other) {
    return event.endsWith(":*")
        ? other.startsWith(event.substring(0, event.length() - 1))
        : other.equals(event);
  }
}
