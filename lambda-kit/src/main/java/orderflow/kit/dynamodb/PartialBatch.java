package orderflow.kit.dynamodb;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/// The pauses of one batch that DynamoDB carries out in part, which it does to a table that is too
/// busy (DynamoDB API Reference, BatchWriteItem, "UnprocessedItems": "we strongly recommend that
/// you use an exponential backoff algorithm").
///
/// Full jitter, from 50 to 400 ms while the calls do nothing, and anew after one that did
/// something. Five calls in a row that do nothing, pauses of more than five seconds in all, or the
/// deadline end the batch as throttling.
public final class PartialBatch {
  private static final int MAX_CALLS_WITHOUT_PROGRESS = 5;
  private static final long FIRST_WAIT_MILLIS = 50;
  private static final long LONGEST_WAIT_MILLIS = 400;
  private static final long MOST_MILLIS = 5_000;

  private final RandomGenerator random;
  private final Predicate<Duration> room;
  private int idle;
  private long waited;

  private PartialBatch(RandomGenerator random, Predicate<Duration> room) {
    this.random = random;
    this.room = room;
  }

  public static PartialBatch of(RandomGenerator random) {
    return new PartialBatch(random, _ -> true);
  }

  /// A batch that also ends with the time of its invocation.
  public static PartialBatch until(Deadline deadline, RandomGenerator random) {
    return new PartialBatch(random, deadline::allows);
  }

  /// Waits before what is left is sent again.
  ///
  /// @param progress whether the last call did anything
  /// @throws ProvisionedThroughputExceededException when the batch is to be given up
  public void pause(boolean progress) {
    idle = progress ? 0 : idle + 1;
    long bound = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(idle, 10));
    Duration wait = Duration.ofMillis(random.nextLong(bound + 1));
    waited += wait.toMillis();
    if (idle >= MAX_CALLS_WITHOUT_PROGRESS || waited > MOST_MILLIS || !room.test(wait)) {
      throw throttled();
    }
    LockSupport.parkNanos(wait.toNanos());
  }

  private ProvisionedThroughputExceededException throttled() {
    String code = "ProvisionedThroughputExceededException";
    String message =
        "the table left a part of a batch undone for %d calls in a row and %d ms of pauses"
            .formatted(idle, waited);
    return ProvisionedThroughputExceededException.builder()
        .message(message)
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}
