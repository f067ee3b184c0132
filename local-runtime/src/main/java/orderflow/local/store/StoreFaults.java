package orderflow.local.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Faults that a test plants into a gateway before tables or objects, and the count of its calls.
/// Nothing is random: a fault meets the next calls that its condition takes, in the order they
/// arrive.
///
/// Thread-safe. A hook runs on the thread of the call, which waits for it: it may kill the calling
/// function exactly before or after the store carries the call out.
///
/// @param <F> what can be planted
public final class StoreFaults<F> {
  private final List<Planted<F>> planted = new ArrayList<>();
  private final List<Hook> before = new ArrayList<>();
  private final List<Hook> after = new ArrayList<>();
  private final Map<Counted, Long> counts = new HashMap<>();
  private long calls;
  private CountDownLatch hanging = new CountDownLatch(1);

  private static final class Planted<F> {
    private final Predicate<StoreRequest> condition;
    private final F fault;
    private int left;

    Planted(Predicate<StoreRequest> condition, F fault, int times) {
      this.condition = condition;
      this.fault = fault;
      this.left = times;
    }
  }

  private record Hook(Predicate<StoreRequest> condition, Consumer<StoreRequest> action) {}

  private record Counted(String caller, String operation) {}

  StoreFaults() {}

  /// The next `times` calls that the condition takes get this fault. Faults planted earlier come
  /// first; a call meets one fault at most.
  public synchronized void plant(F fault, int times, Predicate<StoreRequest> condition) {
    planted.add(new Planted<>(condition, fault, times));
  }

  /// Runs an action before each call that the condition takes reaches the store.
  public synchronized void before(
      Predicate<StoreRequest> condition, Consumer<StoreRequest> action) {
    before.add(new Hook(condition, action));
  }

  /// Runs an action after the store has carried the call out, before its answer is sent.
  public synchronized void after(Predicate<StoreRequest> condition, Consumer<StoreRequest> action) {
    after.add(new Hook(condition, action));
  }

  /// Calls of one operation by one function (empty: from outside).
  public synchronized long count(String caller, String operation) {
    return counts.getOrDefault(new Counted(caller, operation), 0L);
  }

  /// All calls.
  public synchronized long count() {
    return calls;
  }

  /// Takes back all faults and hooks, lets hanging calls go and counts from 0 again.
  public synchronized void clear() {
    planted.clear();
    before.clear();
    after.clear();
    counts.clear();
    calls = 0;
    hanging.countDown();
    hanging = new CountDownLatch(1);
  }

  synchronized StoreRequest register(String caller, String operation, List<String> resources) {
    counts.merge(new Counted(caller, operation), 1L, Long::sum);
    return new StoreRequest(++calls, caller, operation, resources);
  }

  synchronized Optional<F> take(StoreRequest request) {
    Optional<Planted<F>> next =
        planted.stream()
            .filter(candidate -> candidate.left > 0 && candidate.condition.test(request))
            .findFirst();
    next.ifPresent(taken -> taken.left--);
    return next.map(taken -> taken.fault);
  }

  void runBefore(StoreRequest request) {
    run(hooks(before), request);
  }

  void runAfter(StoreRequest request) {
    run(hooks(after), request);
  }

  void hang() throws InterruptedException {
    latch().await();
  }

  private synchronized CountDownLatch latch() {
    return hanging;
  }

  private synchronized List<Hook> hooks(List<Hook> hooks) {
    return List.copyOf(hooks);
  }

  private static void run(List<Hook> hooks, StoreRequest request) {
    hooks.stream()
        .filter(hook -> hook.condition().test(request))
        .forEach(hook -> hook.action().accept(request));
  }
}
