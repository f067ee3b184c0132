package orderflow.auth.domain;

import java.util.Base64;
import java.util.random.RandomGenerator;

/// What a client shows to be itself. Only [#hash] is stored, so it is told once. Never printed.
///
/// @param text 256 random bits in base64url after a prefix by which scanners of source code find it
public record ClientSecret(String text) {
  private static final String PREFIX = "ofs_";
  private static final int BYTES = 32;

  /// A fresh one.
  ///
  /// @param random a source that cannot be predicted
  public static ClientSecret fresh(RandomGenerator random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return new ClientSecret(
        PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /// SHA-256 in hexadecimal. 256 random bits need no slow hash.
  public String hash() {
    return Digests.sha256Hex(text);
  }

  @Override
  public String toString() {
    return "ClientSecret[hidden]";
  }
}
