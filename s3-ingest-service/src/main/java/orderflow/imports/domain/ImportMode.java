package orderflow.imports.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether good rows are carried out.
public enum ImportMode {
  /// Good rows are sent to the orders service.
  COMMIT,

  /// Rows are checked only.
  VALIDATE;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ImportMode> parse(String text) {
    return List.of(values()).stream().filter(mode -> mode.wire().equals(text)).findFirst();
  }
}
