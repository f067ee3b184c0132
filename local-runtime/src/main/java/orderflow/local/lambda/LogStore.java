package orderflow.local.lambda;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The log lines of all functions, oldest dropped first when they pass a size.
///
/// Readers pull: [#after] gives what came after a sequence number and waits for it, so a slow
/// reader never holds up a function.
public final class LogStore {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final Deque<LogLine> lines = new ArrayDeque<>();
  private final InstantSource clock;
  private final long maximumCharacters;
  private long characters;
  private long lastSequence;

  /// A store holding at most so many characters of text.
  public LogStore(InstantSource clock, long maximumCharacters) {
    this.clock = clock;
    this.maximumCharacters = maximumCharacters;
  }

  /// Adds a line.
  ///
  /// @param function the function, or another group such as `access-log`
  public void add(String function, String requestId, String text) {
    lock.lock();
    try {
      lines.addLast(new LogLine(++lastSequence, clock.instant(), function, requestId, text));
      characters += text.length();
      dropOldest();
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The lines with a higher sequence number, oldest first; waits up to `patience` for one. Empty
  /// when none came.
  public List<LogLine> after(long sequence, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (lastSequence <= sequence && left > 0) {
        left = grown.awaitNanos(left);
      }
      return lines.stream().filter(line -> line.sequence() > sequence).toList();
    } finally {
      lock.unlock();
    }
  }

  /// All lines still held that an invocation wrote, oldest first.
  public List<LogLine> ofRequest(String requestId) {
    lock.lock();
    try {
      return lines.stream().filter(line -> line.requestId().equals(requestId)).toList();
    } finally {
      lock.unlock();
    }
  }

  /// The sequence number of the newest line, 0 before the first.
  public long lastSequence() {
    lock.lock();
    try {
      return lastSequence;
    } finally {
      lock.unlock();
    }
  }

  private void dropOldest() {
    while (characters > maximumCharacters && lines.size() > 1) {
      characters -= lines.removeFirst().text().length();
    }
  }
}
