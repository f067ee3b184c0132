package orderflow.local.lambda;

/// One call of a function.
///
/// @param function the function's name
/// @param qualifier the alias or `$LATEST`, or empty for none
/// @param payload the event as JSON text
/// @param traceHeader the value of `X-Amzn-Trace-Id`, or empty
/// @param clientContext the decoded `X-Amz-Client-Context`, or empty
public record Invocation(
    String function, String qualifier, String payload, String traceHeader, String clientContext) {

  /// A call of the unqualified function.
  public static Invocation of(String function, String payload) {
    return new Invocation(function, "", payload, "", "");
  }
}
