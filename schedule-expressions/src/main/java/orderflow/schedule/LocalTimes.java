package orderflow.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Local times where clocks change: one that is left out has no instant, one that comes twice has
/// the first (EventBridge Scheduler User Guide, "Daylight savings time").
final class LocalTimes {

  private LocalTimes() {}

  static Optional<Instant> instant(LocalDateTime time, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    return offsets.isEmpty() ? Optional.empty() : Optional.of(time.toInstant(offsets.getFirst()));
  }
}
