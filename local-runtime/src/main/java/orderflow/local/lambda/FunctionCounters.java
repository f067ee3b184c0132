package orderflow.local.lambda;

/// What a function has done, and how many invocations it has under way.
final class FunctionCounters {

  private int executing;
  private long invocations;
  private long errors;
  private long cold;
  private long throttled;

  /// Lets an invocation in, unless the function's reserved concurrency is used up.
  synchronized boolean enter(FunctionDefinition definition) {
    if (definition.isThrottledAt(executing)) {
      throttled++;
      return false;
    }
    executing++;
    return true;
  }

  synchronized void leave() {
    executing--;
  }

  synchronized void count(InvocationReport report) {
    invocations++;
    errors += report.failed() ? 1 : 0;
    cold += report.cold() ? 1 : 0;
  }

  synchronized FunctionStatistics statistics(String function, int processes) {
    return new FunctionStatistics(
        function, invocations, errors, cold, throttled, executing, processes);
  }
}
