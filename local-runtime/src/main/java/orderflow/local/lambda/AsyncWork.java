package orderflow.local.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which events wait and which are being delivered; guarded by the queue's lock.
final class AsyncWork {
  private final List<AsyncEvent> waiting = new ArrayList<>();
  private final Map<String, Integer> running = new HashMap<>();
  private final int mostPerFunction;

  AsyncWork(int mostPerFunction) {
    this.mostPerFunction = mostPerFunction;
  }

  void add(AsyncEvent event) {
    waiting.add(event);
  }

  /// Takes the due event that has waited longest and whose function has a delivery free.
  Optional<AsyncEvent> take(Instant now) {
    Optional<AsyncEvent> next =
        waiting.stream()
            .filter(event -> !event.dueAt().isAfter(now) && hasRoom(event.function()))
            .min((one, other) -> one.dueAt().compareTo(other.dueAt()));
    next.ifPresent(this::start);
    return next;
  }

  void finish(AsyncEvent event) {
    int left = running.getOrDefault(event.function(), 1) - 1;
    if (left == 0) {
      running.remove(event.function());
    } else {
      running.put(event.function(), left);
    }
  }

  boolean isIdle() {
    return waiting.isEmpty() && running.isEmpty();
  }

  /// The time until an event that could be taken is due, at most so long.
  Duration untilDue(Instant now, Duration atMost) {
    return waiting.stream()
        .filter(event -> hasRoom(event.function()))
        .map(event -> Duration.between(now, event.dueAt()))
        .reduce(atMost, (one, other) -> one.compareTo(other) <= 0 ? one : other);
  }

  private void start(AsyncEvent event) {
    waiting.remove(event);
    running.merge(event.function(), 1, Integer::sum);
  }

  private boolean hasRoom(String function) {
    return running.getOrDefault(function, 0) < mostPerFunction;
  }
}
