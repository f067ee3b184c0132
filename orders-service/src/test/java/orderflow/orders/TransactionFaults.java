package orderflow.orders;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Conflicts and lost answers of the transactions chosen, counted so that a test can tell that they
/// happened.
final class TransactionFaults implements ExecutionInterceptor {
  private final Predicate<TransactWriteItemsRequest> conflicts;
  private final Predicate<TransactWriteItemsRequest> losses;
  private final AtomicInteger conflicted = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();

  TransactionFaults(
      Predicate<TransactWriteItemsRequest> conflicts, Predicate<TransactWriteItemsRequest> losses) {
    this.conflicts = conflicts;
    this.losses = losses;
  }

  static TransactionFaults conflicting(Predicate<TransactWriteItemsRequest> conflicts) {
    return new TransactionFaults(conflicts, _ -> false);
  }

  static TransactionFaults losing(Predicate<TransactWriteItemsRequest> losses) {
    return new TransactionFaults(_ -> false, losses);
  }

  int conflicted() {
    return conflicted.get();
  }

  int lost() {
    return lost.get();
  }

  /// DynamoDB Local never has conflicts, so they are raised before the call.
  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof TransactWriteItemsRequest request && conflicts.test(request)) {
      conflicted.incrementAndGet();
      throw TransactionCanceledException.builder()
          .cancellationReasons(CancellationReason.builder().code("TransactionConflict").build())
          .statusCode(400)
          .build();
    }
  }

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    if (context.request() instanceof TransactWriteItemsRequest request && losses.test(request)) {
      lost.incrementAndGet();
      return context.httpResponse().toBuilder().statusCode(500).build();
    }
    return context.httpResponse();
  }
}
