package orderflow.auth.domain;

import java.time.Instant;
import java.util.List;

/// What the audit log of one hour was when the hour was over. Each seal covers the one before it,
/// so that none can be changed without all that follow.
///
/// @param parts one for each part of the log, in their order
/// @param before the digest of the seal before, [#BEGINNING] for the first one
/// @param digest over everything else
public record Seal(
    AuditHour hour, List<Part> parts, String before, Instant sealedAt, String digest) {
  public static final String BEGINNING = "0".repeat(64);

  /// One part of the log in this hour.
  ///
  /// @param entries how many there are
  /// @param digest SHA-256 over all of them, in the order of their ids
  public record Part(long entries, String digest) {}

  public Seal {
    parts = List.copyOf(parts);
  }

  /// Seals an hour.
  public static Seal over(AuditHour hour, List<Part> parts, String before, Instant sealedAt) {
    return new Seal(hour, parts, before, sealedAt, digest(hour, parts, before, sealedAt));
  }

  /// Whether it is as it was made.
  public boolean isIntact() {
    return digest.equals(digest(hour, parts, before, sealedAt));
  }

  public long entries() {
    return parts.stream().mapToLong(Part::entries).sum();
  }

  private static String digest(AuditHour hour, List<Part> parts, String before, Instant sealedAt) {
    StringBuilder text = new StringBuilder("orderflow audit seal\n");
    text.append(hour.text()).append('\n').append(before).append('\n');
    text.append(sealedAt.toEpochMilli()).append('\n');
    parts.forEach(
        part -> text.append(part.entries()).append(' ').append(part.digest()).append('\n'));
    return Digests.sha256Hex(text.toString());
  }
}
