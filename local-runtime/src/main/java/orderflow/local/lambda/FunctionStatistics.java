package orderflow.local.lambda;

/// What one function has done since the platform started.
///
/// @param function the function's name
/// @param invocations events a process took
/// @param errors of those, how many the function failed
/// @param cold of those, how many started a process
/// @param throttled calls refused for the reserved concurrency
/// @param executing invocations under way
/// @param processes processes alive
public record FunctionStatistics(
    String function,
    long invocations,
    long errors,
    long cold,
    long throttled,
    int executing,
    int processes) {

  /// `busy`, `warm` (a process waits) or `idle` (no process).
  public String state() {
    if (executing > 0) {
      return "busy";
    }
    return processes > 0 ? "warm" : "idle";
  }
}
