package orderflow.local.lambda;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The newest invocations with their events, so that one can be looked at and sent again. Bounded
/// in number and in characters; the oldest go first. Thread-safe.
public final class InvocationHistory {
  private static final int INVOCATIONS = 1000;
  private static final long CHARACTERS = 16L * 1024 * 1024;

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long characters;

  InvocationHistory() {}

  /// One invocation that reached a process.
  ///
  /// @param invocation as it was sent
  /// @param answer as the function gave it
  public record Entry(InvocationReport report, Invocation invocation, String answer) {
    private long size() {
      return (long) invocation.payload().length() + answer.length();
    }
  }

  synchronized void add(Entry entry) {
    entries.addLast(entry);
    characters += entry.size();
    while (entries.size() > 1 && (entries.size() > INVOCATIONS || characters > CHARACTERS)) {
      characters -= entries.removeFirst().size();
    }
  }

  /// Newest first.
  public synchronized List<Entry> newest(int limit) {
    return entries.stream()
        .sorted(Comparator.comparing((Entry entry) -> entry.report().at()).reversed())
        .limit(limit)
        .toList();
  }

  /// The last run under a request id: a retried event runs several times under one.
  public synchronized Optional<Entry> find(String requestId) {
    return entries.stream()
        .filter(entry -> entry.report().requestId().equals(requestId))
        .reduce((earlier, later) -> later);
  }
}
