package orderflow.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads an `AWS::S3::Bucket`. What starts a function is not here but in the function's events: a
/// `NotificationConfiguration` is refused like every other property that nobody reads.
final class BucketReader {
  private static final String NAME = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";
  private static final String NAME_RULE =
      "3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends";

  private BucketReader() {}

  static Bucket read(
      Resources.Declaration resource, String name, Properties bucket, Findings findings) {
    declareUnemulated(bucket, findings);
    Value given = bucket.value("BucketName").orElseGet(() -> new Value.Text(name, resource.at()));
    Bucket read =
        new Bucket(
            resource.logicalId(),
            Shapes.matching(NAME, NAME_RULE).apply(given),
            bucket
                .nested("CorsConfiguration")
                .map(cors -> corsRules(cors, findings))
                .orElse(List.of()),
            resource.at());
    bucket.finish(findings);
    return read;
  }

  private static void declareUnemulated(Properties bucket, Findings findings) {
    bucket
        .report(
            findings,
            "not emulated; requests behave the same",
            "BucketEncryption",
            "PublicAccessBlockConfiguration",
            "OwnershipControls",
            "LoggingConfiguration",
            "MetricsConfigurations",
            "Tags")
        .report(findings, "not emulated: nothing expires or moves by age", "LifecycleConfiguration")
        .report(
            findings,
            "not emulated: a key has one version, and deleting it is final",
            "VersioningConfiguration");
  }

  private static List<Cors> corsRules(Properties configuration, Findings findings) {
    List<Cors> rules = new ArrayList<>();
    for (Value rule : configuration.required("CorsRules", Shapes::items)) {
      rules.add(corsRule(new Properties("CorsRules", Shapes.mapping(rule)), findings));
    }
    configuration.finish(findings);
    return rules;
  }

  private static Cors corsRule(Properties rule, Findings findings) {
    rule.neutral("Id");
    Cors read =
        new Cors(
            rule.required("AllowedOrigins", Shapes::texts),
            rule.required("AllowedMethods", BucketReader::methods),
            rule.read("AllowedHeaders", Shapes::texts).orElse(List.of()),
            rule.read("ExposedHeaders", Shapes::texts).orElse(List.of()),
            false,
            Duration.ofSeconds(
                rule.read("MaxAge", Shapes.between(0, Integer.MAX_VALUE)).orElse(0)));
    rule.finish(findings);
    return read;
  }

  private static List<String> methods(Value methods) {
    return Shapes.itemsOrOne(methods).stream()
        .map(Shapes.oneOf("GET", "PUT", "HEAD", "POST", "DELETE"))
        .toList();
  }
}
