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
    if (read.size() <= limit) {
      return new Page<>(read, Optional.empty());
    }
    List<T> kept = read.subList(0, limit);
    return new Page<>(kept, Optional.of(position.apply(kept.getLast())));
  }
}
