package orderflow.kit.events;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Batches of a DynamoDB stream (Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB").
/// They are written too, because a letter to quarantine carries its record as an event.
final class DynamodbEvents {
  private static final double MILLIS = 1_000;

  private DynamodbEvents() {}

  static DynamodbEvent read(JsonParser parser) throws IOException {
    DynamodbEvent event = new DynamodbEvent();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "Records" -> event.setRecords(records(parser));
        default -> parser.skipChildren();
      }
    }
    return event;
  }

  static void write(Object value, JsonGenerator generator) throws IOException {
    DynamodbEvent event = (DynamodbEvent) value;
    generator.writeStartObject();
    if (event.getRecords() != null) {
      generator.writeArrayFieldStart("Records");
      for (DynamodbStreamRecord entry : event.getRecords()) {
        write(generator, entry);
      }
      generator.writeEndArray();
    }
    generator.writeEndObject();
  }

  private static @Nullable List<DynamodbStreamRecord> records(JsonParser parser)
      throws IOException {
    if (!Members.isArray(parser)) {
      return null;
    }
    List<DynamodbStreamRecord> records = new ArrayList<>();
    while (Members.hasElement(parser)) {
      if (Members.isObject(parser)) {
        records.add(entry(parser));
      }
    }
    return records;
  }

  private static DynamodbStreamRecord entry(JsonParser parser) throws IOException {
    DynamodbStreamRecord entry = new DynamodbStreamRecord();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "eventID" -> entry.setEventID(Members.text(parser));
        case "eventName" -> entry.setEventName(Members.text(parser));
        case "eventVersion" -> entry.setEventVersion(Members.text(parser));
        case "eventSource" -> entry.setEventSource(Members.text(parser));
        case "awsRegion" -> entry.setAwsRegion(Members.text(parser));
        case "eventSourceARN" -> entry.setEventSourceARN(Members.text(parser));
        case "userIdentity" -> entry.setUserIdentity(identity(parser));
        case "dynamodb" -> entry.setDynamodb(change(parser));
        default -> parser.skipChildren();
      }
    }
    return entry;
  }

  private static @Nullable Identity identity(JsonParser parser) throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    Identity identity = new Identity();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "principalId" -> identity.setPrincipalId(Members.text(parser));
        case "type" -> identity.setType(Members.text(parser));
        default -> parser.skipChildren();
      }
    }
    return identity;
  }

  private static @Nullable StreamRecord change(JsonParser parser) throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    StreamRecord change = new StreamRecord();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "ApproximateCreationDateTime" ->
            change.setApproximateCreationDateTime(
                Date.from(Instant.ofEpochMilli(Math.round(parser.getValueAsDouble() * MILLIS))));
        case "Keys" -> change.setKeys(Attributes.map(parser));
        case "NewImage" -> change.setNewImage(Attributes.map(parser));
        case "OldImage" -> change.setOldImage(Attributes.map(parser));
        case "SequenceNumber" -> change.setSequenceNumber(Members.text(parser));
        case "SizeBytes" -> change.setSizeBytes(parser.getValueAsLong());
        case "StreamViewType" -> change.setStreamViewType(viewType(Members.text(parser)));
        default -> parser.skipChildren();
      }
    }
    return change;
  }

  private static void write(JsonGenerator generator, DynamodbStreamRecord entry)
      throws IOException {
    generator.writeStartObject();
    Members.write(generator, "eventID", entry.getEventID());
    Members.write(generator, "eventName", entry.getEventName());
    Members.write(generator, "eventVersion", entry.getEventVersion());
    Members.write(generator, "eventSource", entry.getEventSource());
    Members.write(generator, "awsRegion", entry.getAwsRegion());
    Members.write(generator, "eventSourceARN", entry.getEventSourceARN());
    if (entry.getUserIdentity() != null) {
      generator.writeObjectFieldStart("userIdentity");
      Members.write(generator, "principalId", entry.getUserIdentity().getPrincipalId());
      Members.write(generator, "type", entry.getUserIdentity().getType());
      generator.writeEndObject();
    }
    if (entry.getDynamodb() != null) {
      write(generator, entry.getDynamodb());
    }
    generator.writeEndObject();
  }

  private static void write(JsonGenerator generator, StreamRecord change) throws IOException {
    generator.writeObjectFieldStart("dynamodb");
    Date created = change.getApproximateCreationDateTime();
    if (created != null) {
      generator.writeNumberField("ApproximateCreationDateTime", seconds(created));
    }
    Attributes.write(generator, "Keys", change.getKeys());
    Attributes.write(generator, "NewImage", change.getNewImage());
    Attributes.write(generator, "OldImage", change.getOldImage());
    Members.write(generator, "SequenceNumber", change.getSequenceNumber());
    if (change.getSizeBytes() != null) {
      generator.writeNumberField("SizeBytes", change.getSizeBytes());
    }
    Members.write(generator, "StreamViewType", change.getStreamViewType());
    generator.writeEndObject();
  }

  /// A kind of view that is newer than the event classes is left out.
  private static @Nullable StreamViewType viewType(@Nullable String name) {
    return Stream.of(StreamViewType.values())
        .filter(type -> type.toString().equals(name))
        .findFirst()
        .orElse(null);
  }

  /// Seconds, with a fraction only where there is one, as DynamoDB sends them.
  private static BigDecimal seconds(Date time) {
    BigDecimal seconds =
        BigDecimal.valueOf(time.toInstant().toEpochMilli(), 3).stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
  }
}
