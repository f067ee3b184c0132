package orderflow.kit.json;

/// The bytes are not one strict JSON value.
public final class JsonSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String detail;

  public JsonSyntaxException(String detail) {
    super(detail);
    this.detail = detail;
  }

  /// What is wrong and where; it never quotes the input, so it may be shown to the client.
  public String detail() {
    return detail;
  }
}
