package orderflow.imports.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import orderflow.imports.domain.ObjectVersion;
import orderflow.kit.json.Json;

/// The event that tells of an object, as S3 sends it (Amazon S3 User Guide, "Event message
/// structure"): for an import that is to go on.
public final class PutEvent {

  private PutEvent() {}

  /// The key is form data in it, with its slashes as they are.
  public static Json of(ObjectVersion object) {
    Json entity =
        Json.object()
            .with("s3SchemaVersion", "1.0")
            .with("bucket", Json.object().with("name", object.bucket()).build())
            .with(
                "object",
                Json.object()
                    .with("key", URLEncoder.encode(object.key(), UTF_8).replace("%2F", "/"))
                    .with("size", object.size())
                    .with("eTag", object.eTag())
                    .with("sequencer", object.sequencer().padded())
                    .build())
            .build();
    Json event =
        Json.object()
            .with("eventVersion", "2.1")
            .with("eventSource", "aws:s3")
            .with("eventName", "ObjectCreated:Put")
            .with("s3", entity)
            .build();
    return Json.object().with("Records", Json.of(List.of(event))).build();
  }
}
