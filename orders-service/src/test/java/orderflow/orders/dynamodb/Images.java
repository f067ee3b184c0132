package orderflow.orders.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import orderflow.orders.domain.OrderEvent;

/// Items of the orders table and the stream records that DynamoDB makes of them.
public final class Images {

  private Images() {}

  /// The history entry of an event, as the table has it.
  public static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item(
      OrderEvent event) {
    return EventItems.write(event);
  }

  /// The event of a history entry or of a feed entry.
  public static OrderEvent event(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
    return EventItems.read(item);
  }

  /// The record of an item's insertion: the same item gives the same event id.
  public static DynamodbStreamRecord inserted(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item,
      long sequenceNumber) {
    Map<String, AttributeValue> image = image(item);
    Map<String, AttributeValue> keys = new HashMap<>();
    keys.put("pk", Objects.requireNonNull(image.get("pk")));
    keys.put("sk", Objects.requireNonNull(image.get("sk")));
    StreamRecord change = new StreamRecord();
    change.setKeys(keys);
    change.setNewImage(image);
    change.setSequenceNumber("%021d".formatted(sequenceNumber));
    change.setSizeBytes(1L);
    change.setStreamViewType(StreamViewType.NEW_AND_OLD_IMAGES);
    DynamodbStreamRecord inserted = new DynamodbStreamRecord();
    inserted.setEventID(UUID.nameUUIDFromBytes(keys.toString().getBytes(UTF_8)).toString());
    inserted.setEventName("INSERT");
    inserted.setEventVersion("1.1");
    inserted.setEventSource("aws:dynamodb");
    inserted.setAwsRegion("eu-west-1");
    inserted.setDynamodb(change);
    return inserted;
  }

  private static Map<String, AttributeValue> image(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
    return item.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> value(entry.getValue())));
  }

  private static AttributeValue value(
      software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
    AttributeValue image = new AttributeValue();
    switch (value.type()) {
      case S -> image.setS(value.s());
      case N -> image.setN(value.n());
      case BOOL -> image.setBOOL(value.bool());
      case M -> image.setM(image(value.m()));
      case L -> image.setL(value.l().stream().map(Images::value).toList());
      case NUL -> image.setNULL(true);
      case B, SS, NS, BS, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("no item has " + value.type());
    }
    return image;
  }
}
