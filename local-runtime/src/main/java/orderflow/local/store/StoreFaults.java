package orderflow.local.store;

import java.util.function.Consumer;
import java.util.function.Predicate;

/// Faults that a test plants into the store gateway, and the count of its calls. Nothing is random:
/// a fault meets the next calls that its condition takes, in the order they arrive.
///
/// Thread-safe. A hook runs on the thread of the call, which waits for it: it may kill the calling
/// function exactly before or after the store carries the call out.
public final class StoreFaults {
  private final FaultPlan<Fault> plan = new FaultPlan<>();

  StoreFaults() {}

  /// The next `times` calls that the condition takes get this fault. Faults planted earlier come
  /// first; a call meets one fault at most.
  public void plant(Fault fault, int times, Predicate<StoreRequest> condition) {
    plan.plant(fault, times, condition);
  }

  /// Runs an action before each call that the condition takes reaches the store.
  public void before(Predicate<StoreRequest> condition, Consumer<StoreRequest> action) {
    plan.before(condition, action);
  }

  /// Runs an action after the store has carried the call out, before its answer is sent.
  public void after(Predicate<StoreRequest> condition, Consumer<StoreRequest> action) {
    plan.after(condition, action);
  }

  /// Calls of one operation by one function (empty: from outside).
  public long count(String caller, String operation) {
    return plan.count(caller, operation);
  }

  /// All calls.
  public long count() {
    return plan.count();
  }

  /// Takes back all faults and hooks, lets hanging calls go and counts from 0 again.
  public void clear() {
    plan.clear();
  }

  FaultPlan<Fault> plan() {
    return plan;
  }
}
