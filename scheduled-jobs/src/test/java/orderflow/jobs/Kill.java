package orderflow.jobs;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Ends the invocation at a call to the store, as a killed process does: before it is sent, or when
/// it has been carried out.
final class Kill implements ExecutionInterceptor {
  private final AtomicInteger calls = new AtomicInteger();
  private volatile int at = -1;
  private volatile boolean afterwards;
  private volatile boolean happened;

  /// What a killed invocation ends with.
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /// Plans a kill.
  ///
  /// @param call number of the call from now on, from 0
  void plan(int call, boolean after) {
    calls.set(0);
    at = call;
    afterwards = after;
    happened = false;
  }

  /// Drops a plan that no call has come to.
  void forget() {
    at = -1;
  }

  boolean happened() {
    return happened;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    if (!afterwards) {
      strike();
    }
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    if (afterwards) {
      strike();
    }
  }

  private void strike() {
    if (calls.getAndIncrement() == at) {
      happened = true;
      at = -1;
      throw new Killed();
    }
  }
}
