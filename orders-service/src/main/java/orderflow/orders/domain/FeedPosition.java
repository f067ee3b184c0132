package orderflow.orders.domain;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How far a reader of the feed has come: in each lane, the position of the last entry it has.
///
/// @param generation of the views; positions mean nothing in another
/// @param lanes one position a lane, 0 before the first entry
public record FeedPosition(long generation, List<Long> lanes) {
  public FeedPosition {
    lanes = List.copyOf(lanes);
  }

  public String text() {
    return generation
        + "/"
        + lanes.stream().map(lane -> Long.toString(lane)).collect(Collectors.joining(","));
  }

  /// The position of a text that [#text()] gave.
  public static FeedPosition of(String text) {
    int slash = text.indexOf('/');
    return new FeedPosition(
        Long.parseLong(text.substring(0, slash)),
        Arrays.stream(text.substring(slash + 1).split(",", -1)).map(Long::valueOf).toList());
  }
}
