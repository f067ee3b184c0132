package orderflow.auth.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// One hour of the audit log, in UTC.
///
/// @param start its first moment
public record AuditHour(Instant start) {
  /// How long after its end an hour may still get entries: they are written within the time that a
  /// function has at most, which is less.
  private static final Duration SETTLING = Duration.ofMinutes(5);

  private static final String REST = ":00:00Z";

  public static AuditHour of(Instant time) {
    return new AuditHour(time.truncatedTo(ChronoUnit.HOURS));
  }

  /// The hour of a text such as `2026-11-25T04`, if it is one.
  public static Optional<AuditHour> parse(String text) {
    try {
      return Optional.of(new AuditHour(Instant.parse(text + REST)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  public Instant end() {
    return start.plus(1, ChronoUnit.HOURS);
  }

  public AuditHour next() {
    return new AuditHour(end());
  }

  public AuditHour before(long hours) {
    return new AuditHour(start.minus(hours, ChronoUnit.HOURS));
  }

  public boolean isAfter(AuditHour other) {
    return start.isAfter(other.start);
  }

  /// Whether no entry of it can come any more.
  public boolean isClosed(Instant now) {
    return !now.isBefore(end().plus(SETTLING));
  }

  public LocalDate date() {
    return utc().toLocalDate();
  }

  /// Two digits.
  public String hourOfDay() {
    return "%02d".formatted(utc().getHour());
  }

  /// For instance `2026-11-25T04`.
  public String text() {
    return date() + "T" + hourOfDay();
  }

  private OffsetDateTime utc() {
    return start.atOffset(ZoneOffset.UTC);
  }
}
