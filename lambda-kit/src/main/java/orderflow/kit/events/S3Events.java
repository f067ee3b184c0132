package orderflow.kit.events;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.RequestParametersEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.ResponseElementsEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3BucketEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.UserIdentityEntity;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Notifications of a bucket (Amazon S3 User Guide, "Event message structure"). The key of an
/// object stays encoded as it came: whoever uses it decodes it once.
final class S3Events {

  private S3Events() {}

  static S3Event read(JsonParser parser) throws IOException {
    List<S3EventNotificationRecord> records = new ArrayList<>();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      if (name.equals("Records") && parser.currentToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          records.add(event(parser));
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
          throw new JsonParseException(parser, "an object was expected in Records");
        }
      } else {
        parser.skipChildren();
      }
    }
    return new S3Event(records);
  }

  private static S3EventNotificationRecord event(JsonParser parser) throws IOException {
    Map<String, @Nullable String> texts = new HashMap<>();
    RequestParametersEntity parameters = null;
    ResponseElementsEntity elements = null;
    S3Entity s3 = null;
    UserIdentityEntity identity = null;
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "requestParameters" -> parameters = parameters(parser);
        case "responseElements" -> elements = elements(parser);
        case "s3" -> s3 = s3(parser);
        case "userIdentity" -> identity = identity(parser);
        default -> keepText(parser, name, texts);
      }
    }
    return new S3EventNotificationRecord(
        texts.get("awsRegion"),
        texts.get("eventName"),
        texts.get("eventSource"),
        texts.get("eventTime"),
        texts.get("eventVersion"),
        parameters,
        elements,
        s3,
        identity);
  }

  private static @Nullable S3Entity s3(JsonParser parser) throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    Map<String, @Nullable String> texts = new HashMap<>();
    S3BucketEntity bucket = null;
    S3ObjectEntity object = null;
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "bucket" -> bucket = bucket(parser);
        case "object" -> object = object(parser);
        default -> keepText(parser, name, texts);
      }
    }
    return new S3Entity(texts.get("configurationId"), bucket, object, texts.get("s3SchemaVersion"));
  }

  private static @Nullable S3BucketEntity bucket(JsonParser parser) throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    Map<String, @Nullable String> texts = new HashMap<>();
    UserIdentityEntity owner = null;
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      if (name.equals("ownerIdentity")) {
        owner = identity(parser);
      } else {
        keepText(parser, name, texts);
      }
    }
    return new S3BucketEntity(texts.get("name"), owner, texts.get("arn"));
  }

  /// A removed object has neither size nor eTag. The runtime's own serializer then reads 0 and "",
  /// which would make it look like an empty object: here they are null.
  private static @Nullable S3ObjectEntity object(JsonParser parser) throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    Map<String, @Nullable String> texts = new HashMap<>();
    Long size = null;
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      if (name.equals("size") && parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        size = parser.getLongValue();
      } else {
        keepText(parser, name, texts);
      }
    }
    return new S3ObjectEntity(
        texts.get("key"), size, texts.get("eTag"), texts.get("versionId"), texts.get("sequencer"));
  }

  private static @Nullable RequestParametersEntity parameters(JsonParser parser)
      throws IOException {
    Map<String, @Nullable String> texts = texts(parser);
    return texts == null ? null : new RequestParametersEntity(texts.get("sourceIPAddress"));
  }

  private static @Nullable ResponseElementsEntity elements(JsonParser parser) throws IOException {
    Map<String, @Nullable String> texts = texts(parser);
    return texts == null
        ? null
        : new ResponseElementsEntity(texts.get("x-amz-id-2"), texts.get("x-amz-request-id"));
  }

  private static @Nullable UserIdentityEntity identity(JsonParser parser) throws IOException {
    Map<String, @Nullable String> texts = texts(parser);
    return texts == null ? null : new UserIdentityEntity(texts.get("principalId"));
  }

  private static @Nullable Map<String, @Nullable String> texts(JsonParser parser)
      throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    Map<String, @Nullable String> texts = new HashMap<>();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      keepText(parser, name, texts);
    }
    return texts;
  }

  /// Members that are no text are not of these events, or belong to a later version of them.
  private static void keepText(JsonParser parser, String name, Map<String, @Nullable String> texts)
      throws IOException {
    if (parser.currentToken().isStructStart()) {
      parser.skipChildren();
    } else {
      texts.put(name, Members.text(parser));
    }
  }
}
