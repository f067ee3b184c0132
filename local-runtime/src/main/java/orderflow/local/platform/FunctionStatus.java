package orderflow.local.platform;

import orderflow.local.lambda.FunctionStatistics;

/// One function in a [PlatformStatus].
///
/// @param name the function's name
/// @param state `busy`, `warm` or `idle`
/// @param cold invocations that started a process
/// @param invocations events a process took
/// @param errors of those, how many failed
public record FunctionStatus(String name, String state, long cold, long invocations, long errors) {

  static FunctionStatus of(FunctionStatistics statistics) {
    return new FunctionStatus(
        statistics.function(),
        statistics.state(),
        statistics.cold(),
        statistics.invocations(),
        statistics.errors());
  }
}
