package orderflow.auth.application;

import java.time.Duration;

/// What a client gets for itself: no refresh token (RFC 6749 §4.4.3). Never printed.
///
/// @param scope separated by spaces
public record ClientGrant(String accessToken, Duration expiresIn, String scope) {
  @Override
  public String toString() {
    return "ClientGrant[hidden]";
  }
}
