package orderflow.kit.json;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a text member may be. Lengths count code points.
///
/// @param min shortest length, at least 0
/// @param max longest length
/// @param form a form the whole text must have, with words that describe it, if any
public record Text(int min, int max, Optional<Form> form) {

  /// A form a text must have.
  ///
  /// @param pattern what the whole text must match
  /// @param words completes "must be …" for people
  public record Form(Pattern pattern, String words) {}

  /// One to `max` code points of anything but control characters.
  public static Text upTo(int max) {
    return new Text(1, max, Optional.empty());
  }

  public static Text between(int min, int max) {
    return new Text(min, max, Optional.empty());
  }

  /// A text of one form.
  ///
  /// @param regex what the whole text must match
  /// @param words completes "must be …"
  public static Text matching(String regex, int max, String words) {
    return new Text(1, max, Optional.of(new Form(Pattern.compile(regex), words)));
  }

  /// The fault of this text, if it has one: (code, detail).
  Optional<String[]> faultOf(String text) {
    int length = text.codePointCount(0, text.length());
    if (length < min || length > max) {
      return fault(
          "wrong_length", "must have " + min + " to " + max + " characters, found " + length);
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      return fault("control_character", "must not have control characters");
    }
    if (form.isPresent() && !form.get().pattern().matcher(text).matches()) {
      return fault("wrong_form", "must be " + form.get().words());
    }
    return Optional.empty();
  }

  private static Optional<String[]> fault(String code, String detail) {
    return Optional.of(new String[] {code, detail});
  }
}
