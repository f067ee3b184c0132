package orderflow.kit.invoke;

import orderflow.kit.command.CommandReply;

/// How calling a commands function ended. After anything but [Replied] the command may or may not
/// have been carried out, or have been in part; commands are idempotent, so it may be sent again.
public sealed interface InvokeResult {

  /// The function answered; what became of each item is in the reply.
  record Replied(CommandReply reply) implements InvokeResult {}

  /// The function ran and threw, crashed, timed out, or answered with what is no reply.
  ///
  /// @param errorType the exception's class, Lambda's own word such as `Sandbox.Timedout`, or
  ///   [FunctionClient#MALFORMED_REPLY]
  /// @param message what the function or Lambda said; empty if nothing
  record FunctionFailed(String errorType, String message) implements InvokeResult {}

  /// Lambda had no room for the call (429); the function did not run.
  record Throttled() implements InvokeResult {}

  /// The deadline passed before the answer came; the function may still be running.
  record TimedOut() implements InvokeResult {}

  /// Lambda could not be reached, the connection broke, or Lambda itself failed (5xx).
  record Unreachable() implements InvokeResult {}
}
