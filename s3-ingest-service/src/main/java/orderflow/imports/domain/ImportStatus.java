package orderflow.imports.domain;

import java.util.Locale;

/// Where an import stands.
public enum ImportStatus {
  AWAITING_UPLOAD,
  QUEUED,
  RUNNING,
  SUCCEEDED,
  SUCCEEDED_WITH_ERRORS,
  FAILED,
  CANCELLED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ImportStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }

  /// Whether nothing will happen to the import any more.
  public boolean isFinal() {
    return switch (this) {
      case AWAITING_UPLOAD, QUEUED, RUNNING -> false;
      case SUCCEEDED, SUCCEEDED_WITH_ERRORS, FAILED, CANCELLED -> true;
    };
  }
}
