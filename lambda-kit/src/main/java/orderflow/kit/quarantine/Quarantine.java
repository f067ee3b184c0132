package orderflow.kit.quarantine;

import java.util.function.Supplier;
import orderflow.kit.json.JsonWriter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Puts letters into the dead-letter bucket under `quarantine/<function>/<event id>`.
public final class Quarantine {
  private static final String JSON = "application/json";

  private final Supplier<S3Client> clients;
  private final String bucket;
  private final String function;
  private @Nullable S3Client client;

  /// Prepares a quarantine; the client is made for its first letter, since most instances of a
  /// function never write one.
  ///
  /// @param function the function's name, a part of every key
  public Quarantine(Supplier<S3Client> clients, String bucket, String function) {
    this.clients = clients;
    this.bucket = bucket;
    this.function = function;
  }

  /// Writes a letter over the one of an earlier delivery of the same event.
  ///
  /// @throws SdkException when it is not known to be written: the event must not be taken for
  ///   processed
  public void put(Letter letter) {
    PutObjectRequest put =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key(letter.eventId()))
            .contentType(JSON)
            .build();
    client().putObject(put, RequestBody.fromBytes(JsonWriter.write(letter.toJson())));
  }

  private String key(String eventId) {
    return "quarantine/" + function + "/" + eventId;
  }

  private synchronized S3Client client() {
    S3Client made = client == null ? clients.get() : client;
    client = made;
    return made;
  }
}
