package orderflow.kit.dynamodb;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A part of a list.
///
/// @param next where the next part begins, nothing on the last one
public record Page<T>(List<T> data, Optional<String> next) {
  public Page {
    data = List.copyOf(data);
  }

  /// Cuts what was read to the limit; one element more than that means there is a next part, which
  /// begins after the last element kept.
  public static <T> Page<T> of(List<T> read, int limit, Function<T, String> position) {
    return of(read, limit, false, position);
  }

  /// The same for a query that may end before it has the limit, as DynamoDB ends each one at 1 MB
  /// (DynamoDB API Reference, Query, "LastEvaluatedKey").
  ///
  /// @param unread whether it ended with something left to read
  public static <T> Page<T> of(
      List<T> read, int limit, boolean unread, Function<T, String> position) {
    List<T> kept = read.subList(0, Math.min(limit, read.size()));
    boolean last = kept.isEmpty() || (read.size() <= limit && !unread);
    return new Page<>(kept, last ? Optional.empty() : Optional.of(position.apply(kept.getLast())));
  }
}
