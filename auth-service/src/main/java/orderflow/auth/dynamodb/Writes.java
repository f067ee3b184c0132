package orderflow.auth.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/// Transactions that either happen or find that a condition does not hold.
///
/// The SDK does not send a cancelled transaction again. Conflicts and throttling pass, so it is
/// done here: the identical request with the identical client token, so that an attempt that did
/// commit is not taken for a failed condition (DynamoDB Developer Guide, "Transaction conflict
/// handling", "Idempotency").
final class Writes {
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_WAIT = Duration.ofMillis(25);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(400);
  private static final Set<String> PASSING =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  private final DynamoDbClient client;
  private final RandomGenerator random;

  Writes(DynamoDbClient client, RandomGenerator random) {
    this.client = client;
    this.random = random;
  }

  /// Writes all or nothing.
  ///
  /// @return false when a condition did not hold
  /// @throws TransactionCanceledException when the conflict outlives the attempts
  boolean transact(List<TransactWriteItem> actions) {
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(actions)
            .clientRequestToken(new UUID(random.nextLong(), random.nextLong()).toString())
            .build();
    for (int attempt = 1; ; attempt++) {
      try {
        client.transactWriteItems(request);
        return true;
      } catch (TransactionCanceledException e) {
        if (has(e, Set.of("ConditionalCheckFailed"))) {
          return false;
        }
        if (attempt == ATTEMPTS || !has(e, PASSING)) {
          throw e;
        }
      } catch (TransactionInProgressException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
      pause(attempt);
    }
  }

  private static boolean has(TransactionCanceledException e, Set<String> codes) {
    return e.cancellationReasons().stream().map(CancellationReason::code).anyMatch(codes::contains);
  }

  /// Full jitter: anything from nothing to the bound, which doubles.
  private void pause(int attempt) {
    long bound = Math.min(LONGEST_WAIT.toNanos(), FIRST_WAIT.toNanos() << attempt);
    LockSupport.parkNanos(random.nextLong(bound));
  }
}
