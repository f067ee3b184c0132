package orderflow.local.s3;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Something that happened to an object, told once the store has it and before the caller learns of
/// it. After a crash it may be told again; it is never lost.
///
/// @param size in bytes; empty for a removal
/// @param etag without quotes; empty for a removal
/// @param versionId empty in a bucket without versions
/// @param sequencer upper-case hexadecimal of fixed length that grows with each event of a key
public record ObjectEvent(
    Kind kind,
    String bucket,
    String key,
    OptionalLong size,
    Optional<String> etag,
    Optional<String> versionId,
    String sequencer,
    Instant time) {

  /// The event's kind (Amazon S3 User Guide, "Supported event types"). A browser's form upload
  /// counts as PUT: the store cannot tell them apart.
  public enum Kind {
    PUT("ObjectCreated:Put"),
    COPY("ObjectCreated:Copy"),
    COMPLETE_MULTIPART_UPLOAD("ObjectCreated:CompleteMultipartUpload"),
    DELETE("ObjectRemoved:Delete"),
    DELETE_MARKER_CREATED("ObjectRemoved:DeleteMarkerCreated");

    private final String eventName;

    Kind(String eventName) {
      this.eventName = eventName;
    }

    /// The name in an event, without `s3:`.
    public String eventName() {
      return eventName;
    }

    /// Whether the event is about an object that is there.
    public boolean isCreation() {
      return eventName.startsWith("ObjectCreated");
    }
  }
}
