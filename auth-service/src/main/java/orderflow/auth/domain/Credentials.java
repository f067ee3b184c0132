package orderflow.auth.domain;

/// What an account is logged in with.
///
/// @param needsMfa whether the password is too short to stand without a second factor
/// @param mfa whether a second factor is wanted after the password
/// @param epoch grows by one whenever every session is to end (new password, disablement, logout
///   everywhere); a session of another epoch is over, however it is stored
public record Credentials(PasswordHash passwordHash, boolean needsMfa, boolean mfa, long epoch) {

  /// Those of a new account: the password alone.
  public static Credentials of(PasswordHash passwordHash) {
    return new Credentials(passwordHash, false, false, 0);
  }

  /// With another password: every session so far ends.
  ///
  /// @param tooShortAlone whether it may only stand beside a second factor
  public Credentials withPassword(PasswordHash next, boolean tooShortAlone) {
    return new Credentials(next, tooShortAlone, mfa, epoch + 1);
  }

  /// The same password with another hash of it: sessions go on.
  public Credentials rehashed(PasswordHash next) {
    return new Credentials(next, needsMfa, mfa, epoch);
  }

  /// With the second factor on or off: sessions go on.
  public Credentials withMfa(boolean wanted) {
    return new Credentials(passwordHash, needsMfa, wanted, epoch);
  }

  /// The same factors, and every session so far ends.
  public Credentials withoutSessions() {
    return new Credentials(passwordHash, needsMfa, mfa, epoch + 1);
  }
}
