package orderflow.auth.domain;

/// Why a session was ended before its time.
public enum SessionEnd {
  /// Its owner logged out there, or ended it from elsewhere.
  LOGGED_OUT,
  /// A refresh token was presented that is not its current one: one of two users may be a thief.
  REUSED
}
