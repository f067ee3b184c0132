package orderflow.auth.token;

import java.util.Base64;
import java.util.Optional;

/// Base64url without padding, read strictly: one text for each sequence of bytes (RFC 7515 §2, RFC
/// 4648 §3.5).
final class Base64Url {

  private Base64Url() {}

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The bytes, unless the text has padding, another alphabet, or bits that mean nothing.
  static Optional<byte[]> decode(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
