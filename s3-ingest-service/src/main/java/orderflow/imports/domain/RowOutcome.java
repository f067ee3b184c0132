package orderflow.imports.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What became of a row that had its turn.
public enum RowOutcome {
  CREATED,
  UPDATED,
  UNCHANGED,
  DUPLICATE,
  FAILED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RowOutcome> parse(String text) {
    return List.of(values()).stream().filter(outcome -> outcome.wire().equals(text)).findFirst();
  }
}
