package orderflow.imports.s3;

import java.io.InputStream;
import java.time.Duration;
import orderflow.imports.domain.ObjectVersion;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Reads objects of the upload bucket. Every read asks for the version that the notification told
/// of (`If-Match`), so two parts of a file are always parts of the same file.
public final class UploadedFiles {
  private static final int PRECONDITION_FAILED = 412;
  private static final int NOT_FOUND = 404;

  private final S3Client client;

  public UploadedFiles(S3Client client) {
    this.client = client;
  }

  /// The bytes of an object from an offset to its end. A connection that breaks is taken up again
  /// at the byte where it broke.
  ///
  /// @throws ObjectGoneException when there is no such version any more
  public InputStream open(ObjectVersion object, long offset) throws ObjectGoneException {
    return offset >= object.size()
        ? InputStream.nullInputStream()
        : new SteadyStream(from -> part(object, from), part(object, offset), offset, object.size());
  }

  private InputStream part(ObjectVersion object, long offset) throws ObjectGoneException {
    try {
      return client.getObject(request(object, offset));
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == NOT_FOUND) {
        throw new ObjectGoneException(e.statusCode() == PRECONDITION_FAILED);
      }
      throw e;
    }
  }

  private static GetObjectRequest request(ObjectVersion object, long offset) {
    return GetObjectRequest.builder()
        .bucket(object.bucket())
        .key(object.key())
        .ifMatch('"' + object.eTag() + '"')
        .range("bytes=" + offset + "-")
        .overrideConfiguration(override -> override.apiCallTimeout(Duration.ofSeconds(30)))
        .build();
  }
}
