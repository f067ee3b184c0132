package orderflow.auth.dynamodb;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Transactions that either happen or find that a condition does not hold.
final class Writes {
  private final DynamoDbClient client;

  Writes(DynamoDbClient client) {
    this.client = client;
  }

  /// Writes all or nothing.
  ///
  /// @return false when a condition did not hold
  boolean transact(List<TransactWriteItem> actions) {
    try {
      client.transactWriteItems(request -> request.transactItems(actions));
      return true;
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().stream()
          .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()))) {
        return false;
      }
      throw e;
    }
  }
}
