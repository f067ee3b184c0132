package orderflow.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import orderflow.local.template.AsyncSettings;

/// Lambda's asynchronous invocation (Lambda developer guide, "Invoking a Lambda function
/// asynchronously"): takes events, delivers each at least once, repeats what fails and at last
/// writes a record of it to the function's on-failure bucket.
///
/// An event is given up only when its record is written or, for a function without a bucket, when
/// that has been said in the function's log. With a folder events outlive the platform: they are on
/// disk before [#send] returns, and the next queue over the folder goes on with them, so an event
/// under way when the platform ended runs again. Order is not promised; deliveries of one function
/// at once are bounded. Thread-safe.
public final class AsyncQueue implements AutoCloseable {
  private static final int DELIVERIES_PER_FUNCTION = 4;

  /// Another process may move the clock, which nobody announces.
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

  private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(10);

  private final AsyncFolder folder;
  private final AsyncDelivery delivery;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AsyncWork work = new AsyncWork(DELIVERIES_PER_FUNCTION);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private boolean started;
  private boolean twice;

  /// Takes up the events a former queue left in the folder; delivers nothing before [#start].
  ///
  /// @param settings of a function, by its name
  /// @param clock measures all waiting; after it was moved, call [#wake]
  /// @param folder where events are kept, or empty to keep them in memory only
  /// @throws IOException if the folder cannot be read
  public AsyncQueue(
      LambdaService lambda,
      Function<String, AsyncSettings> settings,
      DeadLetterSink sink,
      RetryDelays delays,
      InstantSource clock,
      Optional<Path> folder)
      throws IOException {
    this(AsyncTarget.of(lambda), settings, sink, delays, clock, folder);
  }

  AsyncQueue(
      AsyncTarget target,
      Function<String, AsyncSettings> settings,
      DeadLetterSink sink,
      RetryDelays delays,
      InstantSource clock,
      Optional<Path> folder)
      throws IOException {
    this.folder = new AsyncFolder(folder);
    this.delivery = new AsyncDelivery(target, settings, sink, delays, clock);
    this.clock = clock;
    this.folder.read(problem -> target.log().add("async", "", problem)).forEach(work::add);
  }

  /// Begins to deliver; call it when the functions can run.
  public void start() {
    lock.lock();
    try {
      if (!started) {
        started = true;
        var _ = threads.submit(this::dispatch);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Takes an event; it may run before this returns.
  ///
  /// @return the request id, under which all its attempts run
  /// @throws UncheckedIOException if it cannot be kept; then it is not taken
  public String send(Invocation invocation) {
    String requestId = UUID.randomUUID().toString();
    lock.lock();
    try {
      add(accepted(requestId, invocation));
      if (twice) {
        add(accepted(requestId, invocation));
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return requestId;
  }

  /// Whether no event waits, runs or has its record still to be written.
  public boolean idle() {
    lock.lock();
    try {
      return work.isIdle();
    } finally {
      lock.unlock();
    }
  }

  /// A test aid: from now on every accepted event is delivered twice, as Lambda may do at any time.
  public void deliverTwice(boolean on) {
    lock.lock();
    try {
      twice = on;
    } finally {
      lock.unlock();
    }
  }

  /// The clock was moved: looks at once what is due now.
  public void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Stops; running invocations are broken off and are delivered again by the next queue over the
  /// folder.
  @Override
  public void close() {
    lock.lock();
    try {
      threads.shutdownNow();
    } finally {
      lock.unlock();
    }
    try {
      var _ = threads.awaitTermination(CLOSING_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private AsyncEvent accepted(String requestId, Invocation invocation) {
    Instant now = clock.instant();
    return new AsyncEvent(
        UUID.randomUUID().toString(),
        requestId,
        invocation,
        now,
        0,
        0,
        now,
        Optional.empty(),
        Optional.empty());
  }

  private void add(AsyncEvent event) {
    try {
      folder.write(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    work.add(event);
  }

  private void dispatch() {
    lock.lock();
    try {
      while (!threads.isShutdown()) {
        Optional<AsyncEvent> due = work.take(clock.instant());
        if (due.isPresent()) {
          threads.execute(() -> deliver(due.get()));
        } else {
          Duration sleep = work.untilDue(clock.instant(), LONGEST_SLEEP);
          var _ = changed.awaitNanos(sleep.toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void deliver(AsyncEvent event) {
    Optional<AsyncEvent> next = step(event);
    lock.lock();
    try {
      if (next.isPresent() && threads.isShutdown()) {
        return;
      }
      keep(event, next);
      next.ifPresent(work::add);
      work.finish(event);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// An event is not lost to a fault of the platform, whatever it is.
  private Optional<AsyncEvent> step(AsyncEvent event) {
    try {
      return delivery.run(event);
    } catch (RuntimeException e) {
      return Optional.of(delivery.afterFault(event, e));
    }
  }

  /// A folder that cannot be written now costs at most a repetition after the next start.
  private void keep(AsyncEvent event, Optional<AsyncEvent> next) {
    try {
      if (next.isPresent()) {
        folder.write(next.get());
      } else {
        folder.delete(event);
      }
    } catch (IOException e) {
      delivery.report(event, "The queue's folder cannot be written: " + e.getMessage());
    }
  }
}
