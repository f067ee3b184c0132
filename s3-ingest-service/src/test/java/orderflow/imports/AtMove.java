package orderflow.imports;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Does something before a run's n-th update, once.
final class AtMove implements ExecutionInterceptor {
  private final int move;
  private final Runnable work;
  private final AtomicInteger updates = new AtomicInteger();
  private final AtomicBoolean entered = new AtomicBoolean();
  private boolean happened;

  AtMove(int move, Runnable work) {
    this.move = move;
    this.work = work;
  }

  boolean happened() {
    return happened;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    boolean update = context.request() instanceof UpdateItemRequest;
    if (update && updates.incrementAndGet() == move && entered.compareAndSet(false, true)) {
      work.run();
      happened = true;
    }
  }
}
