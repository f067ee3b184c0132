package orderflow.orders.application;

import orderflow.kit.dynamodb.Answer;

/// Renders the answer that is stored with an effect, before the effect is committed.
///
/// @param <T> what the effect makes
public interface AnswerWriter<T> {
  Answer done(T made);

  Answer refused(Refusal refusal);
}
