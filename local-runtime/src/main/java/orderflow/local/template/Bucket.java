package orderflow.local.template;

import java.util.List;

/// One `AWS::S3::Bucket`.
///
/// @param name `BucketName`, else the logical id in lower case
/// @param cors its CORS rules in their order; none means that no other origin may read it
public record Bucket(String logicalId, String name, List<Cors> cors, SourcePosition position) {

  public Bucket {
    cors = List.copyOf(cors);
  }

  /// A bucket without CORS rules.
  public Bucket(String logicalId, String name, SourcePosition position) {
    this(logicalId, name, List.of(), position);
  }
}
