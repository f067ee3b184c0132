package orderflow.local.template;

import java.util.List;

/// A function's event of type `S3`: what happens to objects of a bucket starts it asynchronously.
///
/// @param function logical id
/// @param bucket the bucket's name
/// @param id the event's name, which is the notification's configuration id
/// @param events such as `s3:ObjectCreated:*`
/// @param prefix of the keys it is for; empty for all
/// @param suffix of the keys it is for; empty for all
public record S3Trigger(
    String function, String bucket, String id, List<String> events, String prefix, String suffix) {

  public S3Trigger {
    events = List.copyOf(events);
  }
}
