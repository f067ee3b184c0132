package orderflow.kit.dynamodb;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/// Writes all or nothing, and sends the identical request with the identical client token again
/// when what stood in the way passes: a conflict, throttling, a lost answer. The token makes a try
/// after a commit a success instead of a failed condition (DynamoDB API Reference,
/// TransactWriteItems, "ClientRequestToken"); the SDK itself does not repeat a cancelled one.
///
/// At most five tries, with full jitter between them that grows from 50 to 400 ms; the deadline
/// ends them early.
public final class Transactions {
  /// The most actions of one transaction. DynamoDB takes 100; what is more than this is a mistake.
  public static final int MAX_ACTIONS = 60;

  private static final int ATTEMPTS = 5;
  private static final long FIRST_WAIT_MILLIS = 25;
  private static final long LONGEST_WAIT_MILLIS = 400;
  private static final Duration SHORTEST_TRY = Duration.ofMillis(50);

  /// Lambda's limit; a longer deadline is none.
  private static final Duration LONGEST_INVOCATION = Duration.ofMinutes(15);

  private static final Set<String> PASSING =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  private final DynamoDbClient client;
  private final RandomGenerator random;

  /// Prepares the writer.
  ///
  /// @param random must not repeat after a snapshot is restored: it makes the client tokens
  public Transactions(DynamoDbClient client, RandomGenerator random) {
    this.client = client;
    this.random = random;
  }

  /// How it ended.
  public sealed interface Result {}

  /// Everything is written, once, by whichever try.
  public record Committed() implements Result {}

  /// Conditions did not hold; nothing was written.
  ///
  /// @param items by position of the action whose condition failed: the item that was there, empty
  ///   for none
  public record Failed(Map<Integer, Map<String, AttributeValue>> items) implements Result {
    public Failed {
      items = Map.copyOf(items);
    }
  }

  /// What was in the way did not pass within the tries or the time. Nothing was written, unless an
  /// earlier try is still in progress: a marker or version inside the transaction tells the next
  /// request.
  public record Busy() implements Result {}

  /// Writes all or nothing.
  ///
  /// @param actions at most [#MAX_ACTIONS], each with the old item as what a failed condition
  ///   returns, if [Failed] is to have it
  /// @throws TransactionCanceledException for a reason that does not pass, such as a malformed item
  /// @throws SdkException when DynamoDB cannot be reached within the SDK's tries
  public Result write(List<TransactWriteItem> actions, Deadline deadline) {
    if (actions.size() > MAX_ACTIONS) {
      throw new IllegalArgumentException("too many actions: " + actions.size());
    }
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(actions)
            .clientRequestToken(new UUID(random.nextLong(), random.nextLong()).toString())
            .build();
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == ATTEMPTS || !deadline.allows(SHORTEST_TRY);
      try {
        client.transactWriteItems(within(deadline, request));
        return new Committed();
      } catch (IdempotentParameterMismatchException e) {
        return new Busy();
      } catch (TransactionCanceledException e) {
        if (has(e, Set.of("ConditionalCheckFailed"))) {
          return failed(e);
        }
        if (!has(e, PASSING)) {
          throw e;
        }
        if (last) {
          return new Busy();
        }
      } catch (TransactionInProgressException e) {
        if (last) {
          return new Busy();
        }
      } catch (SdkException e) {
        if (last || !e.retryable()) {
          throw e;
        }
      }
      pause(attempt);
    }
  }

  /// A store that keeps silent must not outlast the invocation: the call ends with the deadline,
  /// whatever the SDK would still try.
  private static TransactWriteItemsRequest within(
      Deadline deadline, TransactWriteItemsRequest request) {
    Duration left =
        Collections.max(
            List.of(
                SHORTEST_TRY, Collections.min(List.of(LONGEST_INVOCATION, deadline.remaining()))));
    return request.toBuilder().overrideConfiguration(call -> call.apiCallTimeout(left)).build();
  }

  private static Failed failed(TransactionCanceledException e) {
    List<CancellationReason> reasons = e.cancellationReasons();
    Map<Integer, Map<String, AttributeValue>> items = new HashMap<>();
    for (int i = 0; i < reasons.size(); i++) {
      if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
        items.put(i, reasons.get(i).hasItem() ? reasons.get(i).item() : Map.of());
      }
    }
    return new Failed(items);
  }

  private static boolean has(TransactionCanceledException e, Set<String> codes) {
    return e.cancellationReasons().stream()
        .map(CancellationReason::code)
        .anyMatch(code -> code != null && codes.contains(code));
  }

  /// Full jitter: anything from nothing to the bound, which doubles.
  private void pause(int attempt) {
    long bound = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << attempt);
    LockSupport.parkNanos(Duration.ofMillis(random.nextLong(bound + 1)).toNanos());
  }
}
