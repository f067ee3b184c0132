package orderflow.kit.dynamodb;

/// What an idempotency marker says of a request.
public sealed interface Marker {

  /// The request has had no effect yet.
  record None() implements Marker {}

  /// The key was used for a request that asked for something else.
  record OtherRequest() implements Marker {}

  /// The request was answered before.
  ///
  /// @param own whether this very attempt committed it and only lost the answer
  record Answered(Answer answer, boolean own) implements Marker {}
}
