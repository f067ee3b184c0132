package orderflow.orders.domain;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Which builds of the views there are.
///
/// @param current the one that is read
/// @param next the one that is being made beside it
/// @param switchedAt when the current one became that; nothing for the first
public record ViewBuilds(long current, Optional<Next> next, Optional<Instant> switchedAt) {

  /// How far a build has come.
  public enum Stage {
    /// The events of the past are being taken in, those of the present already are.
    BUILDING,
    /// It has every event.
    BUILT,
    /// Somebody can know how it differs from the current one.
    COMPARED;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A build that is being made.
  public record Next(long generation, Stage stage) {}
}
