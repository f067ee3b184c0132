package orderflow.kit.concurrent;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Runs a few calls that wait for the network side by side. Each has a virtual thread of its own
/// that ends with it: there is no pool to start, to size or to survive a snapshot.
public final class Concurrently {
  /// More than this at once is no longer a few.
  public static final int MOST = 16;

  private Concurrently() {}

  /// What the work makes of each input, in the order of the inputs. It returns when all have ended.
  ///
  /// @param work may throw: the fault of the first input that has one is thrown again, as it was
  public static <A, B> List<B> map(List<A> inputs, Function<A, B> work) {
    if (inputs.size() > MOST) {
      throw new IllegalArgumentException(
          "%d calls at once, at most %d are meant".formatted(inputs.size(), MOST));
    }
    if (inputs.size() == 1) {
      return List.of(work.apply(inputs.getFirst()));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<B>> calls =
          inputs.stream().map(input -> threads.submit(() -> work.apply(input))).toList();
      return calls.stream().map(Concurrently::value).toList();
    }
  }

  private static <B> B value(Future<B> call) {
    try {
      return call.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a call", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException fault -> throw fault;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException("a call ended by a checked fault", e);
      }
    }
  }
}
