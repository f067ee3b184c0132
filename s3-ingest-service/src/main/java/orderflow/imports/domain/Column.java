package orderflow.imports.domain;

import java.util.regex.Pattern;

/// A column of a kind of files: what a cell of it must be, and what people are told of it.
///
/// @param required whether a header must have it and a cell of it a value
/// @param meaning for people
/// @param example a good value
public record Column(String name, boolean required, Type type, String meaning, String example) {

  /// What a value must be.
  public sealed interface Type {
    /// The name of a JSON Schema type.
    String wire();
  }

  /// One to `maxLength` code points without control characters.
  public record Text(int maxLength) implements Type {
    @Override
    public String wire() {
      return "string";
    }
  }

  /// Text of a form.
  ///
  /// @param words the form for people, as in "must be …"
  public record Form(Pattern pattern, String words) implements Type {
    @Override
    public String wire() {
      return "string";
    }
  }

  /// A whole number.
  ///
  /// @param hint what to write
  public record Whole(long minimum, long maximum, String hint) implements Type {
    @Override
    public String wire() {
      return "integer";
    }
  }

  /// `true` or `false` in any case.
  ///
  /// @param fallback what an empty cell means
  public record Flag(boolean fallback) implements Type {
    @Override
    public String wire() {
      return "boolean";
    }
  }
}
