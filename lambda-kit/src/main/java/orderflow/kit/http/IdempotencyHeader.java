package orderflow.kit.http;

import orderflow.model.ErrorCode;

/// Reads `Idempotency-Key`: 1 to 255 visible ASCII characters; quoted (as the IETF draft's
/// structured string) and bare are the same key.
public final class IdempotencyHeader {
  private static final int MAX_LENGTH = 255;

  private IdempotencyHeader() {}

  /// The key without quotes, or why there is none.
  public static Input<String> read(HttpRequest request) {
    return request
        .header("idempotency-key")
        .map(value -> checked(unquoted(value.strip())))
        .orElseGet(() ->
            Input.refused(
                Problem.of(ErrorCode.IDEMPOTENCY_KEY_REQUIRED, "Idempotency-Key is missing")));
  }

  private static Input<String> checked(String key) {
    boolean visible = key.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    if (key.isEmpty() || key.length() > MAX_LENGTH || !visible) {
      return Input.refused(
          Problem.of(
              ErrorCode.IDEMPOTENCY_KEY_INVALID,
              "Idempotency-Key must be 1 to 255 visible ASCII characters, found "
                  + key.length()
                  + (visible ? "" : " with others among them")));
    }
    return Input.given(key);
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
