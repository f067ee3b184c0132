package orderflow.local.template;

import java.util.Map;
import java.util.Optional;

/// Reads `DestinationConfig`. Only the failure destination in a bucket of the template is run here:
/// it is the one that keeps the whole payload.
final class DestinationReader {
  private final Map<String, Bucket> buckets;
  private final Findings findings;

  DestinationReader(Map<String, Bucket> buckets, Findings findings) {
    this.buckets = buckets;
    this.findings = findings;
  }

  /// The bucket's name.
  ///
  /// @param type what SAM calls a bucket here: `S3Bucket` for asynchronous invocations, `S3` for
  ///   streams
  Optional<String> onFailureBucket(Properties owner, String type) {
    Optional<Properties> destinations = owner.nested("DestinationConfig");
    Optional<String> bucket =
        destinations
            .flatMap(config -> config.nested("OnFailure"))
            .map(failure -> bucket(failure, type));
    destinations.ifPresent(config -> config.finish(findings));
    return bucket;
  }

  private String bucket(Properties failure, String type) {
    failure.required("Type", Shapes.oneOf(type));
    String name = failure.required("Destination", this::named);
    failure.finish(findings);
    return name;
  }

  private String named(Value arn) {
    String text = Shapes.text(arn);
    return buckets.values().stream()
        .map(Bucket::name)
        .filter(name -> References.bucketArn(name).equals(text))
        .findFirst()
        .orElseThrow(() -> Refusal.expected(arn, "the ARN of a bucket of this template"));
  }
}
