package orderflow.auth.domain;

/// What an account is logged in with.
///
/// @param mfa whether a second factor is wanted after the password
/// @param epoch grows by one whenever every session is to end (new password, disablement, logout
///   everywhere); a session of another epoch is over, however it is stored
public record Credentials(PasswordHash passwordHash, boolean mfa, long epoch) {

  /// Those of a new account: the password alone.
  public static Credentials of(PasswordHash passwordHash) {
    return new Credentials(passwordHash, false, 0);
  }

  /// With another password: every session so far ends.
  public Credentials withPassword(PasswordHash next) {
    return new Credentials(next, mfa, epoch + 1);
  }

  /// The same password with another hash of it: sessions go on.
  public Credentials rehashed(PasswordHash next) {
    return new Credentials(next, mfa, epoch);
  }

  /// With the second factor on or off: sessions go on.
  public Credentials withMfa(boolean wanted) {
    return new Credentials(passwordHash, wanted, epoch);
  }

  /// The same factors, and every session so far ends.
  public Credentials withoutSessions() {
    return new Credentials(passwordHash, mfa, epoch + 1);
  }
}
