package orderflow.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How buckets are kept: private, encrypted, versioned, over TLS only, and named so that a policy
/// can name them without a reference.
final class BucketRule {
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String POLICY = "AWS::S3::BucketPolicy";
  private static final Map<String, String> NAMES =
      Map.of(
          "UploadBucket", "uploads",
          "ReportsBucket", "reports",
          "DeadLetterBucket", "dead-letters");

  private BucketRule() {}

  static List<String> faults(SamTemplate template) {
    List<String> faults = new ArrayList<>();
    for (SamTemplate.Resource bucket : template.resources(BUCKET)) {
      kept(bucket, faults);
      closed(new Check(bucket.id(), bucket.properties(), faults));
      policy(template, bucket, faults);
    }
    return faults;
  }

  private static void kept(SamTemplate.Resource bucket, List<String> faults) {
    Check check = new Check(bucket.id(), bucket.node(), faults);
    check.equal("/DeletionPolicy", "RetainExceptOnCreate");
    check.equal("/UpdateReplacePolicy", "Retain");
    check.equal("/Properties/BucketName/Fn::Sub", name(bucket));
    check.equal("/Properties/VersioningConfiguration", Map.of("Status", "Enabled"));
    String rules = bucket.properties().path("LifecycleConfiguration").toString();
    for (String rule : List.of("NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload")) {
      if (!rules.contains(rule)) {
        faults.add(bucket.id() + ": no lifecycle rule has " + rule);
      }
    }
  }

  private static String name(SamTemplate.Resource bucket) {
    return "${AWS::StackName}-%s-${AWS::AccountId}-${AWS::Region}"
        .formatted(NAMES.getOrDefault(bucket.id(), "of no known purpose"));
  }

  private static void closed(Check check) {
    check.present(
        "/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault");
    check.equal(
        "/PublicAccessBlockConfiguration",
        Map.of(
            "BlockPublicAcls", true,
            "BlockPublicPolicy", true,
            "IgnorePublicAcls", true,
            "RestrictPublicBuckets", true));
    check.equal(
        "/OwnershipControls/Rules", List.of(Map.of("ObjectOwnership", "BucketOwnerEnforced")));
  }

  private static void policy(
      SamTemplate template, SamTemplate.Resource bucket, List<String> faults) {
    JsonNode policy =
        template.resources(POLICY).stream()
            .map(SamTemplate.Resource::properties)
            .filter(properties -> properties.at("/Bucket/Ref").asText().equals(bucket.id()))
            .findFirst()
            .map(properties -> properties.path("PolicyDocument"))
            .orElseGet(() -> template.root().path("no policy"));
    String arn = "arn:${AWS::Partition}:s3:::" + name(bucket);
    Check check = new Check(bucket.id() + " policy", policy, faults);
    check.equal("/Statement/0/Effect", "Deny");
    check.equal("/Statement/0/Principal", "*");
    check.equal("/Statement/0/Action", "s3:*");
    check.equal(
        "/Statement/0/Resource", List.of(Map.of("Fn::Sub", arn), Map.of("Fn::Sub", arn + "/*")));
    check.equal("/Statement/0/Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false")));
    check.absent("/Statement/1", "functions have their rights from their roles");
  }
}
