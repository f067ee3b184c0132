package orderflow.local.store;

/// What a planted fault does to a call.
public enum Fault {
  /// Another transaction holds an item: `TransactionCanceledException` with the reason
  /// `TransactionConflict`, or `TransactionConflictException` outside a transaction. Nothing is
  /// written.
  CONFLICT,
  /// `ProvisionedThroughputExceededException`. Nothing is written.
  THROTTLE,
  /// `InternalServerError`, status 500. Nothing is written.
  SERVER_ERROR,
  /// The call is carried out and its connection closed without an answer.
  LOSE_ANSWER,
  /// No answer before the gateway is closed or the faults are cleared. Nothing is written.
  HANG
}
