package orderflow.auth.domain;

import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.kit.id.Ids;

/// A refresh token, `{userId}.{sessionId}.{secret}`: it names its session, so no index is needed.
/// Only [#hash] is ever stored. Never printed.
///
/// @param secret 256 random bits in base64url without padding
public record RefreshToken(String userId, String sessionId, String secret) {
  private static final int SECRET_BYTES = 32;
  private static final int SECRET_LENGTH = 43;

  /// A fresh token of a session.
  ///
  /// @param random a source that cannot be predicted
  public static RefreshToken fresh(String userId, String sessionId, RandomGenerator random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return of(userId, sessionId, secret);
  }

  /// The token of a secret's bytes.
  public static RefreshToken of(String userId, String sessionId, byte[] secret) {
    return new RefreshToken(
        userId, sessionId, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /// The token, if the text has the form of one. A text has at most one reading: another encoding
  /// of the same bits is refused.
  public static Optional<RefreshToken> parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3
        || !Ids.isId(Account.ID_PREFIX, parts[0])
        || !Ids.isId(Session.ID_PREFIX, parts[1])
        || parts[2].length() != SECRET_LENGTH) {
      return Optional.empty();
    }
    try {
      RefreshToken token = of(parts[0], parts[1], Base64.getUrlDecoder().decode(parts[2]));
      return token.secret.equals(parts[2]) ? Optional.of(token) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The session that it is of, or says it is.
  public Session.Key session() {
    return new Session.Key(userId, sessionId);
  }

  /// What the client gets and sends back.
  public String text() {
    return userId + "." + sessionId + "." + secret;
  }

  /// SHA-256 of the secret in hexadecimal. 256 random bits need no slow hash.
  public String hash() {
    return Digests.sha256Hex(secret);
  }

  /// The secret's 32 bytes.
  public byte[] secretBytes() {
    return Base64.getUrlDecoder().decode(secret);
  }

  @Override
  public String toString() {
    return "RefreshToken[" + sessionId + ", hidden]";
  }
}
