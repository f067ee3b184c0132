package orderflow.local.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/// The event a function gets (Amazon S3 User Guide, "Event message structure", version 2.1).
final class NotificationEvent {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private NotificationEvent() {}

  static String json(ObjectEvent event, String configurationId) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode record = root.putArray("Records").addObject();
    record
        .put("eventVersion", "2.1")
        .put("eventSource", "aws:s3")
        .put("awsRegion", "eu-west-1")
        .put("eventTime", MILLISECONDS.format(event.time()))
        .put("eventName", event.kind().eventName());
    record.putObject("userIdentity").put("principalId", "AWS:LOCAL");
    record.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    record
        .putObject("responseElements")
        .put("x-amz-request-id", event.sequencer().substring(2))
        .put("x-amz-id-2", base64(event.sequencer()));
    ObjectNode s3 = record.putObject("s3");
    s3.put("s3SchemaVersion", "1.0").put("configurationId", configurationId);
    bucket(s3.putObject("bucket"), event.bucket());
    object(s3.putObject("object"), event);
    return root.toString();
  }

  private static void bucket(ObjectNode node, String bucket) {
    node.put("name", bucket);
    node.putObject("ownerIdentity").put("principalId", "LOCAL");
    node.put("arn", "arn:aws:s3:::" + bucket);
  }

  private static void object(ObjectNode node, ObjectEvent event) {
    node.put("key", encoded(event.key()));
    event.size().ifPresent(size -> node.put("size", size));
    event.etag().ifPresent(etag -> node.put("eTag", etag));
    event.versionId().ifPresent(version -> node.put("versionId", version));
    node.put("sequencer", event.sequencer());
  }

  /// As form data, but with slashes as they are.
  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
