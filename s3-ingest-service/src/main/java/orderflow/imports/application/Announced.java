package orderflow.imports.application;

import orderflow.kit.dynamodb.Answer;

/// How announcing an import ended.
public sealed interface Announced {

  /// The import is there.
  ///
  /// @param answer as it is kept: without the upload, which is made anew each time
  /// @param replayed whether an earlier request made it
  record Made(Answer answer, boolean replayed) implements Announced {}

  /// The key belongs to a request that asked for something else.
  record KeyReused() implements Announced {}

  /// Other writes were in the way until the tries ran out; nothing happened.
  record InProgress() implements Announced {}
}
