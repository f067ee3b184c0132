package orderflow.local.lambda;

import java.nio.charset.StandardCharsets;

/// The size of a payload (Lambda API reference, "Invoke"; the synchronous figure in the error is
/// AWS's own).
final class PayloadLimit {

  static final int REQUEST_BYTES = 6 * 1024 * 1024;
  static final int EVENT_BYTES = 1024 * 1024;
  static final int RESPONSE_BYTES = REQUEST_BYTES + 100;

  private PayloadLimit() {}

  static boolean allows(String payload) {
    return isWithin(payload, RESPONSE_BYTES);
  }

  static boolean isWithin(String payload, int bytes) {
    // Three bytes a char is UTF-8's worst case: most payloads need no counting.
    return payload.length() <= bytes / 3
        || payload.getBytes(StandardCharsets.UTF_8).length <= bytes;
  }
}
