package orderflow.dynamodblocal;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Runs one piece of work many times at once and returns every outcome.
public final class Race {

  private Race() {}

  public static <T> List<T> of(int runners, Callable<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(runners);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures =
          IntStream.range(0, runners)
              .mapToObj(_ ->
                  pool.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return work.call();
                  }))
              .toList();
      return futures.stream().map(Race::outcome).toList();
    }
  }

  private static <T> T outcome(Future<T> future) {
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("a runner failed", e);
    }
  }
}
