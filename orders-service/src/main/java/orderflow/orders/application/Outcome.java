package orderflow.orders.application;

import orderflow.orders.dynamodb.Answer;
import orderflow.orders.dynamodb.Commit;
import orderflow.orders.dynamodb.Marker;

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

  /// What a marker says, for a request that has had no effect by itself.
  static Outcome of(Marker marker) {
    return switch (marker) {
      case Marker.None _ -> new InProgress();
      case Marker.OtherRequest _ -> new KeyReused();
      case Marker.Answered(Answer answer, boolean own) -> new Answered(answer, !own);
    };
  }

  /// What became of keeping a refusal.
  static Outcome ofKept(Commit commit, Answer refusal) {
    return switch (commit) {
      case Commit.Done _ -> new Answered(refusal, false);
      case Commit.Known(Marker marker) -> of(marker);
      case Commit.TooFew _, Commit.Stale _, Commit.Busy _ -> new InProgress();
    };
  }
}
