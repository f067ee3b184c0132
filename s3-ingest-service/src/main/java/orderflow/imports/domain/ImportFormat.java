package orderflow.imports.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a file is written.
public enum ImportFormat {
  CSV,

  /// One JSON object a line.
  JSONL,

  /// Whatever the file turns out to be.
  AUTO;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ImportFormat> parse(String text) {
    return List.of(values()).stream().filter(format -> format.wire().equals(text)).findFirst();
  }
}
