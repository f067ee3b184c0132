package orderflow.local.httpapi;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import orderflow.local.lambda.Invocation;
import orderflow.local.lambda.InvocationOutcome;

/// Calls functions and stops waiting after a time; a function that is late runs on.
final class FunctionCalls implements AutoCloseable {

  private final Function<Invocation, InvocationOutcome> functions;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  FunctionCalls(Function<Invocation, InvocationOutcome> functions) {
    this.functions = functions;
  }

  /// The outcome, or empty when there was none in time.
  Optional<InvocationOutcome> call(
      FunctionTarget target, String event, String traceHeader, Duration patience) {
    Invocation invocation =
        new Invocation(target.name(), target.qualifier(), event, traceHeader, "");
    Future<InvocationOutcome> call = threads.submit(() -> functions.apply(invocation));
    try {
      return Optional.of(call.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The call of " + target.name() + " failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
