package orderflow.auth.domain;

import java.util.Locale;

/// Something in the audit log that is not as it was sealed.
///
/// @param where which part of the log, or which of the seal's values
/// @param expected what the seal says
/// @param found what there is
public record SealFault(AuditHour hour, Kind kind, String where, String expected, String found) {

  /// What is wrong.
  public enum Kind {
    ENTRIES_ADDED,
    ENTRIES_MISSING,
    /// As many as there were, but not the same.
    ENTRIES_CHANGED,
    SEAL_MISSING,
    SEAL_CHANGED,
    /// Seals do not follow each other: one was made anew.
    CHAIN_BROKEN,
    /// The seal that was seen by somebody else before is another one.
    ANCHOR_BROKEN;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
