package orderflow.orders.dynamodb;

/// What became of an event that was to enter the views.
public sealed interface ViewCommit {

  /// It is in every view, once.
  record Applied() implements ViewCommit {}

  /// It was in the views already: it has been delivered before.
  record Known() implements ViewCommit {}

  /// Nothing is written: other events were in the way until the tries or the time ran out.
  record Busy() implements ViewCommit {}

  /// Nothing is written, and nothing will be however often it is tried.
  ///
  /// @param detail what the views cannot take
  record Refused(String detail) implements ViewCommit {}
}
