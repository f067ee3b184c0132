package orderflow.kit.dynamodb;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Idempotency markers by themselves: reading one, and keeping a refusal that has no other effect.
public final class MarkerStore {
  private final DynamoDbClient client;
  private final String table;

  public MarkerStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// What a strong read says of the attempt's key.
  public Marker find(Attempt attempt) {
    return attempt.read(
        client
            .getItem(read -> read.tableName(table).key(attempt.key()).consistentRead(true))
            .item());
  }

  /// Keeps an answer that a business rule decided on committed state.
  ///
  /// @return the marker that answers from here on: this answer as the attempt's own, also when a
  ///   try had written it and only its answer was lost; or what was in the way
  public Marker keep(Attempt attempt, Answer answer) {
    try {
      client.putItem(put ->
          put.tableName(table)
              .item(attempt.marker(answer))
              .conditionExpression(Attempt.FREE)
              .expressionAttributeValues(attempt.freeValues())
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return new Marker.Answered(answer, true);
    } catch (ConditionalCheckFailedException e) {
      return attempt.read(e.item());
    }
  }
}
