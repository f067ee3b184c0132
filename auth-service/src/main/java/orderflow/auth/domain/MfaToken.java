package orderflow.auth.domain;

import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What somebody gets whose password was right and whose code is still wanted. Only [#hash] is
/// stored. Never printed.
///
/// @param text 256 random bits in base64url after a prefix
public record MfaToken(String text) {
  private static final String PREFIX = "mfa_";
  private static final int BYTES = 32;
  private static final int LENGTH = PREFIX.length() + 43;

  /// A fresh one.
  ///
  /// @param random a source that cannot be predicted
  public static MfaToken fresh(RandomGenerator random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return new MfaToken(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /// The token, if the text has the length and the beginning of one.
  public static Optional<MfaToken> parse(String text) {
    return text.length() == LENGTH && text.startsWith(PREFIX)
        ? Optional.of(new MfaToken(text))
        : Optional.empty();
  }

  /// SHA-256 in hexadecimal. 256 random bits need no slow hash.
  public String hash() {
    return Digests.sha256Hex(text);
  }

  @Override
  public String toString() {
    return "MfaToken[hidden]";
  }
}
