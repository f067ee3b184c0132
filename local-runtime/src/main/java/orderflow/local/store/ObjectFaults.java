package orderflow.local.store;

import java.util.function.Consumer;
import java.util.function.Predicate;

/// Faults that a test plants into the gateway before S3, and the count of its calls. The operation
/// of a call is the IAM action without `s3:`, its resources are `bucket/key` or `bucket`.
///
/// Thread-safe; as predictable as [StoreFaults].
public final class ObjectFaults {
  private final FaultPlan<ObjectFault> plan = new FaultPlan<>();

  ObjectFaults() {}

  /// The next `times` calls that the condition takes get this fault.
  public void plant(ObjectFault fault, int times, Predicate<StoreRequest> condition) {
    plan.plant(fault, times, condition);
  }

  /// Runs an action before each call that the condition takes reaches S3.
  public void before(Predicate<StoreRequest> condition, Consumer<StoreRequest> action) {
    plan.before(condition, action);
  }

  /// Runs an action after S3 has answered a call, before the answer is sent.
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

  FaultPlan<ObjectFault> plan() {
    return plan;
  }
}
