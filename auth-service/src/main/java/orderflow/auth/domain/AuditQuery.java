package orderflow.auth.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import orderflow.kit.id.Ids;

/// Which audit entries are wanted: of a day, of an actor or of a target, at most one of the two, on
/// a day or at any time.
public record AuditQuery(
    Optional<LocalDate> date, Optional<String> actor, Optional<String> target) {
  /// Above every id: `~` is behind all characters of base 32.
  private static final String AFTER_ALL = AuditEntry.ID_PREFIX + "~";

  /// The same on a day, or on any.
  public AuditQuery on(Optional<LocalDate> day) {
    return new AuditQuery(day, actor, target);
  }

  /// The ids of the time asked for are not below this one.
  public String low() {
    return date.map(AuditQuery::lowest).orElse(AuditEntry.ID_PREFIX);
  }

  /// The ids of the time asked for are below this one.
  public String high() {
    return date.map(day -> lowest(day.plusDays(1))).orElse(AFTER_ALL);
  }

  private static String lowest(LocalDate day) {
    Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return Ids.lowest(AuditEntry.ID_PREFIX, start.toEpochMilli());
  }
}
