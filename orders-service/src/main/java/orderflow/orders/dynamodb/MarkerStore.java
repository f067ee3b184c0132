package orderflow.orders.dynamodb;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Idempotency markers by themselves: reading one, and keeping a refusal that has no other effect.
public final class MarkerStore {
  private final DynamoDbClient client;
  private final String table;
  private final Reads reads;

  public MarkerStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
    this.reads = new Reads(client, table);
  }

  public Marker find(Attempt attempt) {
    return attempt.read(reads.get(Keys.marker(attempt.scope())));
  }

  /// Keeps an answer that a business rule decided on committed state. An own marker found in the
  /// way was written by a try whose answer was lost.
  public Commit keep(Attempt attempt, Answer answer) {
    try {
      client.putItem(put ->
          put.tableName(table)
              .item(attempt.marker(answer))
              .conditionExpression(Actions.FREE_MARKER)
              .expressionAttributeValues(Actions.now(attempt))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return new Commit.Done();
    } catch (ConditionalCheckFailedException e) {
      return new Commit.Known(attempt.read(e.item()));
    }
  }
}
