package orderflow.imports.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import orderflow.imports.domain.ObjectVersion;
import orderflow.imports.domain.Sequencer;
import orderflow.kit.json.Json;
import org.jspecify.annotations.Nullable;

/// One record of an S3 event (Amazon S3 User Guide, "Event message structure").
final class Notification {

  private Notification() {}

  /// The object that was put; nothing when the record tells of something else. The key is decoded
  /// here, once, as form data: a `+` is a blank.
  static Optional<ObjectVersion> object(S3EventNotificationRecord event) {
    S3Entity s3 = event.getS3();
    String name = text(event.getEventName());
    if (s3 == null || s3.getBucket() == null || s3.getObject() == null) {
      return Optional.empty();
    }
    if (!name.startsWith("ObjectCreated:") && !name.startsWith("s3:ObjectCreated:")) {
      return Optional.empty();
    }
    Long size = s3.getObject().getSizeAsLong();
    return Optional.of(
        new ObjectVersion(
            text(s3.getBucket().getName()),
            URLDecoder.decode(text(s3.getObject().getKey()), UTF_8),
            text(s3.getObject().geteTag()),
            size == null ? 0 : size,
            Sequencer.of(text(s3.getObject().getSequencer()))));
  }

  /// The same record as an event of its own, for the invocation that goes on.
  static Json again(S3EventNotificationRecord event) {
    S3Entity s3 = event.getS3();
    Json object =
        Json.object()
            .with("key", text(s3.getObject().getKey()))
            .with("size", s3.getObject().getSizeAsLong())
            .with("eTag", text(s3.getObject().geteTag()))
            .with("sequencer", text(s3.getObject().getSequencer()))
            .build();
    Json bucket =
        Json.object()
            .with("name", text(s3.getBucket().getName()))
            .with("arn", text(s3.getBucket().getArn()))
            .build();
    Json entity =
        Json.object()
            .with("s3SchemaVersion", text(s3.getS3SchemaVersion()))
            .with("configurationId", text(s3.getConfigurationId()))
            .with("bucket", bucket)
            .with("object", object)
            .build();
    Json.Builder envelope =
        Json.object()
            .with("eventVersion", text(event.getEventVersion()))
            .with("eventSource", text(event.getEventSource()))
            .with("awsRegion", text(event.getAwsRegion()))
            .with("eventName", text(event.getEventName()))
            .with("s3", entity);
    Optional.ofNullable(event.getEventTime())
        .ifPresent(time -> envelope.with("eventTime", time.toString()));
    return Json.object().with("Records", Json.of(List.of(envelope.build()))).build();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
