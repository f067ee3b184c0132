package orderflow.jobs.s3;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Reports of jobs. A key is written over, so that a run that is repeated leaves one report.
public final class Reports {
  private final S3Client client;
  private final String bucket;

  public Reports(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /// Writes a report.
  ///
  /// @throws software.amazon.awssdk.core.exception.SdkException when S3 cannot be reached or
  ///   refuses
  public void put(String key, String contentType, byte[] content) {
    client.putObject(
        put -> put.bucket(bucket).key(key).contentType(contentType),
        RequestBody.fromBytes(content));
  }
}
