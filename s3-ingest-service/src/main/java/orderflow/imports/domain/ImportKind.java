package orderflow.imports.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the rows of a file are.
public enum ImportKind {
  PRODUCTS,
  ORDERS;

  /// As it stands in requests and object keys.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ImportKind> parse(String text) {
    return List.of(values()).stream().filter(kind -> kind.wire().equals(text)).findFirst();
  }

  /// The columns a header must have.
  public List<String> required() {
    return ImportSchema.of(this).columns().stream()
        .filter(Column::required)
        .map(Column::name)
        .toList();
  }

  /// The columns a header may have, in the order they are written in.
  public List<String> columns() {
    return ImportSchema.of(this).columns().stream().map(Column::name).toList();
  }
}
