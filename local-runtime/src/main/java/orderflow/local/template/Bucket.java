package orderflow.local.template;

/// One `AWS::S3::Bucket`.
///
/// @param name `BucketName`, else the logical id in lower case
public record Bucket(String logicalId, String name, SourcePosition position) {}
