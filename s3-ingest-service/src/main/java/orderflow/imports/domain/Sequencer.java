package orderflow.imports.domain;

import java.util.Locale;

/// Orders the events of one key: hexadecimal digits of which the shorter is filled up with zeros on
/// its right before both are compared (Amazon S3 User Guide, "Event message structure").
///
/// @param padded to one length, so that plain texts compare
public record Sequencer(String padded) implements Comparable<Sequencer> {
  private static final int LENGTH = 64;

  /// The sequencer of an event.
  public static Sequencer of(String text) {
    return new Sequencer(text.toUpperCase(Locale.ROOT) + "0".repeat(LENGTH - text.length()));
  }

  public Sequencer {
    if (padded.length() != LENGTH) {
      throw new IllegalArgumentException("a sequencer has at most " + LENGTH + " characters");
    }
  }

  @Override
  public int compareTo(Sequencer other) {
    return padded.compareTo(other.padded);
  }
}
