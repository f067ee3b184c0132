package orderflow.kit.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// A request that must have one effect however often it comes.
///
/// @param scope hash of caller, method, route and key: the marker's key
/// @param fingerprint hash of what is asked for: the same scope with another fingerprint is a
///   misuse
/// @param id unique to this attempt, to know its own marker again when the answer of a commit is
///   lost
/// @param now in milliseconds
public record Attempt(String scope, String fingerprint, String id, Instant now) {
  /// How long a marker answers; the contract promises 24 hours at least.
  public static final Duration KEPT = Duration.ofDays(2);

  static final String FREE = "attribute_not_exists(pk) OR expiresAt <= :now";

  /// Where the marker is kept.
  public Map<String, AttributeValue> key() {
    return Map.of(
        "pk", AttributeValue.fromS("IDEMPOTENCY#" + scope), "sk", AttributeValue.fromS("MARKER"));
  }

  /// Writes the marker as a part of a transaction, on the condition that there is none that still
  /// answers. The condition returns the one that is in the way, for [#read].
  public TransactWriteItem mark(String table, Answer answer) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(marker(answer))
                .conditionExpression(FREE)
                .expressionAttributeValues(freeValues())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  Map<String, AttributeValue> freeValues() {
    return Map.of(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond())));
  }

  Map<String, AttributeValue> marker(Answer answer) {
    return ItemBuilder.item(key())
        .with("fingerprint", fingerprint)
        .with("attempt", id)
        .with("status", answer.status())
        .with("contentType", answer.contentType())
        .with("body", answer.body())
        .with("location", answer.location())
        .with("etag", answer.etag())
        .with("expiresAt", now.plus(KEPT).getEpochSecond())
        .build();
  }

  /// What a stored marker means for this attempt. An expired one that DynamoDB has not deleted yet
  /// is none.
  public Marker read(Map<String, AttributeValue> attributes) {
    if (attributes.isEmpty()) {
      return new Marker.None();
    }
    Item item = new Item(attributes);
    if (item.number("expiresAt") <= now.getEpochSecond()) {
      return new Marker.None();
    }
    if (!item.text("fingerprint").equals(fingerprint)) {
      return new Marker.OtherRequest();
    }
    Answer answer =
        new Answer(
            (int) item.number("status"),
            item.text("contentType"),
            item.text("body"),
            item.optionalText("location"),
            item.optionalText("etag"));
    return new Marker.Answered(answer, item.text("attempt").equals(id));
  }
}
