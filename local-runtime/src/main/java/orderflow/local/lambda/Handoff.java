package orderflow.local.lambda;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where an invocation and a process meet: the process asks for an event, answers it and asks
/// again.
///
/// An event is given only to a process that asks, so it never goes to one that is about to exit,
/// and all ends with the process: whoever waits here is told.
final class Handoff {

  /// How an invocation ended for its process.
  sealed interface Result {

    /// The process answered, with a result or an error.
    record Answered(String payload, boolean failed) implements Result {}

    /// The process ended first.
    record Exited(int exitCode) implements Result {}

    /// Neither happened in time.
    record Late() implements Result {}
  }

  private enum State {
    STARTING,
    ASKING,
    WORKING,
    ANSWERED,
    ENDED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private State state = State.STARTING;
  private @Nullable Delivery delivery;
  private String requestId = "";
  private Result result = new Result.Late();

  /// The process asks: waits for an event. Empty when the process has ended meanwhile.
  Optional<Delivery> next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      become(state == State.ENDED ? State.ENDED : State.ASKING);
      while (delivery == null && state != State.ENDED) {
        changed.await();
      }
      Optional<Delivery> taken = Optional.ofNullable(delivery);
      delivery = null;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// The process answers. False when it has no such event: it answered already, or too late.
  boolean answer(String answeredId, String payload, boolean failed) {
    lock.lock();
    try {
      if (state != State.WORKING || !requestId.equals(answeredId)) {
        return false;
      }
      result = new Result.Answered(payload, failed);
      become(State.ANSWERED);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// The process could not start and says why; its exit follows.
  void failStart(String payload) {
    lock.lock();
    try {
      result = new Result.Answered(payload, true);
    } finally {
      lock.unlock();
    }
  }

  /// The process has ended.
  void end(int exitCode) {
    lock.lock();
    try {
      if (!(result instanceof Result.Answered)) {
        result = new Result.Exited(exitCode);
      }
      delivery = null;
      become(State.ENDED);
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the process asks for an event, at most so long. False when it ended or was too
  /// slow; [#result] tells.
  boolean awaitAsking(Duration patience) throws InterruptedException {
    return await(State.ASKING, patience);
  }

  /// Gives an event to the process, which must be asking. False when it has ended since.
  boolean give(Delivery event) {
    lock.lock();
    try {
      if (state != State.ASKING) {
        return false;
      }
      delivery = event;
      requestId = event.event().requestId();
      result = new Result.Late();
      become(State.WORKING);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the answer to the event given last, at most so long.
  Result awaitAnswer(Duration patience) throws InterruptedException {
    await(State.ANSWERED, patience);
    return result();
  }

  Result result() {
    lock.lock();
    try {
      return result;
    } finally {
      lock.unlock();
    }
  }

  boolean isEnded() {
    lock.lock();
    try {
      return state == State.ENDED;
    } finally {
      lock.unlock();
    }
  }

  private boolean await(State wanted, Duration patience) throws InterruptedException {
    long left = TimeUnit.NANOSECONDS.convert(patience);
    lock.lockInterruptibly();
    try {
      while (!reached(wanted) && state != State.ENDED && left > 0) {
        left = changed.awaitNanos(left);
      }
      return reached(wanted);
    } finally {
      lock.unlock();
    }
  }

  /// A quick process may ask again before the one waiting for its answer has looked.
  private boolean reached(State wanted) {
    return state == wanted || (wanted == State.ANSWERED && state == State.ASKING);
  }

  private void become(State next) {
    state = next;
    changed.signalAll();
  }
}
