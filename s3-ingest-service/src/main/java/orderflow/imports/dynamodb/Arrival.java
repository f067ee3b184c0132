package orderflow.imports.dynamodb;

/// How noting that a file has arrived ended.
public sealed interface Arrival {

  /// The version of the object now belongs to the import.
  record Noted() implements Arrival {}

  /// This version of the object belongs to an import already.
  record Known(String importId) implements Arrival {}

  /// A later version of the object has been noted: this one is not there any more.
  record Late() implements Arrival {}

  /// The announced import does not wait for a file any more.
  record NotAwaited() implements Arrival {}
}
