package orderflow.imports.domain;

import java.util.List;
import java.util.Optional;

/// What stands between the cells of a file. The header tells: spreadsheets write what the region of
/// their user has.
public enum Separator {
  COMMA(','),
  SEMICOLON(';'),
  TAB('\t');

  private final char character;

  Separator(char character) {
    this.character = character;
  }

  public char character() {
    return character;
  }

  /// As it is kept.
  public String wire() {
    return String.valueOf(character);
  }

  public static Optional<Separator> parse(String text) {
    return List.of(values()).stream().filter(one -> one.wire().equals(text)).findFirst();
  }
}
