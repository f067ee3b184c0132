package orderflow.imports.dynamodb;

import orderflow.kit.dynamodb.Marker;

/// How announcing an import ended.
public sealed interface Commit {

  /// Import and marker are written.
  record Done() implements Commit {}

  /// Nothing is written: the key has been used, by a request that won the race.
  record Known(Marker marker) implements Commit {}

  /// Nothing is written: other writes were in the way until the tries or the time ran out.
  record Busy() implements Commit {}
}
