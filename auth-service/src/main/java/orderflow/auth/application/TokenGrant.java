package orderflow.auth.application;

import java.time.Duration;

/// What a login or a refresh gives (RFC 6749 §5.1). Never printed.
///
/// @param refreshExpiresIn how long the refresh token can be used if it is not used before
/// @param scope separated by spaces
public record TokenGrant(
    String accessToken,
    Duration expiresIn,
    String refreshToken,
    Duration refreshExpiresIn,
    String sessionId,
    String scope) {

  @Override
  public String toString() {
    return "TokenGrant[" + sessionId + ", hidden]";
  }
}
