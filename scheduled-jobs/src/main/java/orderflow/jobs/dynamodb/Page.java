package orderflow.jobs.dynamodb;

import java.util.List;
import java.util.Optional;

/// A part of a list.
///
/// @param next where the next part begins, nothing on the last one
public record Page<T>(List<T> data, Optional<String> next) {
  public Page {
    data = List.copyOf(data);
  }
}
