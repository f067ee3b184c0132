package orderflow.schedule;

/// A text that is no schedule expression.
public final class ScheduleSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int position;
  private final String expected;

  ScheduleSyntaxException(String text, int position, String expected) {
    super(
        "'%s' is no schedule: at character %d, found %s, expected %s"
            .formatted(text, position + 1, found(text, position), expected));
    this.position = position;
    this.expected = expected;
  }

  /// Index of the first character that is wrong; the text's length when it ends too early.
  public int position() {
    return position;
  }

  /// What should stand there, in words.
  public String expected() {
    return expected;
  }

  private static String found(String text, int position) {
    return position >= text.length() ? "the end" : "'" + text.substring(position) + "'";
  }
}
