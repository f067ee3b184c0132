package orderflow.local.lambda;

/// How an invocation ended. The shapes of failures are those recorded on AWS (`Sandbox.Timedout`,
/// `Runtime.ExitError`, the handler's exception).
public sealed interface InvocationOutcome {

  /// The function's process took the event.
  ///
  /// @param requestId the invocation's id, as in the function's log
  /// @param payload the answer as text: usually JSON, but Lambda does not check what a stream
  ///   handler writes
  /// @param failed whether the function failed (`X-Amz-Function-Error: Unhandled`)
  /// @param executedVersion always `$LATEST`: a local alias points at the working copy
  /// @param logTail the last 4 KB of the invocation's log
  /// @param report the figures of Lambda's REPORT line
  record Finished(
      String requestId,
      String payload,
      boolean failed,
      String executedVersion,
      String logTail,
      InvocationReport report)
      implements InvocationOutcome {}

  /// Lambda took no event; the call may be repeated where the type allows it.
  ///
  /// @param status the HTTP status of the Invoke API
  /// @param type the exception's name in the Invoke API
  /// @param message the text for the caller
  record Refused(int status, String type, String message) implements InvocationOutcome {}
}
