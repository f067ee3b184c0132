package orderflow.orders.application;

import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Marker;

/// How a request with an idempotency key ended.
public sealed interface Outcome {

  /// The effect or the refusal is kept.
  ///
  /// @param replayed whether an earlier request was answered with it
  record Answered(Answer answer, boolean replayed) implements Outcome {}

  /// The key belongs to a request that asked for something else.
  record KeyReused() implements Outcome {}

  /// Other writes were in the way until the tries ran out; nothing happened.
  record InProgress() implements Outcome {}

  /// What is to be changed does not exist, or is somebody else's.
  record NotFound() implements Outcome {}

  /// The caller has to say which version it decided on.
  record VersionRequired() implements Outcome {}

  /// The caller decided on another version.
  record VersionChanged(long current) implements Outcome {}

  /// The reference belongs to an order that was placed before; nothing happened.
  record Duplicate(String orderId) implements Outcome {}

  /// What a marker says, for a request that has had no effect but the marker.
  static Outcome of(Marker marker) {
    return switch (marker) {
      case Marker.None _ -> new InProgress();
      case Marker.OtherRequest _ -> new KeyReused();
      case Marker.Answered(Answer answer, boolean own) -> new Answered(answer, !own);
    };
  }
}
