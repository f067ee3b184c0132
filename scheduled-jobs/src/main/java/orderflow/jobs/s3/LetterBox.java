package orderflow.jobs.s3;

import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The dead letters in their bucket.
public final class LetterBox {
  private static final String JSON = "application/json";

  private final S3Client client;
  private final String bucket;

  public LetterBox(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /// A letter as it was read.
  ///
  /// @param etag changes when somebody writes the letter again
  /// @param content the text of the object
  public record Sealed(String key, String etag, String content) {}

  /// The first key under a prefix that comes after another in the order of S3.
  public Optional<String> next(String prefix, String after) {
    return client
        .listObjectsV2(list -> {
          list.bucket(bucket).prefix(prefix).maxKeys(1);
          if (!after.isEmpty()) {
            list.startAfter(after);
          }
        })
        .contents()
        .stream()
        .map(S3Object::key)
        .findFirst();
  }

  /// A letter; nothing when it is gone.
  public Optional<Sealed> read(String key) {
    try {
      ResponseBytes<GetObjectResponse> object =
          client.getObjectAsBytes(get -> get.bucket(bucket).key(key));
      return Optional.of(new Sealed(key, object.response().eTag(), object.asUtf8String()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /// Writes a letter over what it was.
  public void rewrite(String key, String content) {
    client.putObject(
        put -> put.bucket(bucket).key(key).contentType(JSON), RequestBody.fromString(content));
  }

  /// Deletes a letter, unless it has been written again since it was read.
  ///
  /// @return whether it is gone
  public boolean delete(Sealed letter) {
    Optional<Sealed> current = read(letter.key());
    if (current.isPresent() && !current.get().etag().equals(letter.etag())) {
      return false;
    }
    client.deleteObject(delete -> delete.bucket(bucket).key(letter.key()));
    return true;
  }
}
