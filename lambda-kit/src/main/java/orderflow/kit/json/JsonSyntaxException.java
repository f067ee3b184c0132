package orderflow.kit.json;

/// The bytes are not one strict JSON value. The message names the place and is safe to show to the
/// client: it never quotes the input.
public final class JsonSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  public JsonSyntaxException(String message) {
    super(message);
  }
}
