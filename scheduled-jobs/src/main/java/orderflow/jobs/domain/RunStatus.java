package orderflow.jobs.domain;

import java.util.Locale;

/// Where a run stands.
public enum RunStatus {
  /// Made, not begun.
  QUEUED,
  /// An attempt is under way, or has died.
  RUNNING,
  /// Its effect is there.
  SUCCEEDED,
  /// Its last attempt failed. Another delivery tries again.
  FAILED,
  /// Another run of the job was under way.
  SKIPPED;

  /// Whether no delivery changes the run again.
  public boolean isFinal() {
    return this == SUCCEEDED || this == SKIPPED;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static RunStatus parse(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
