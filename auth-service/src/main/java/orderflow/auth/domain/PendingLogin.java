package orderflow.auth.domain;

import java.time.Duration;
import java.time.Instant;

/// A login whose password was right and whose code is still wanted.
///
/// @param tokenHash [MfaToken#hash]
/// @param epoch the account's [Credentials#epoch] when the password was checked
/// @param device what the client calls itself; may be empty
/// @param tries codes that came for it so far
public record PendingLogin(
    String tokenHash, String userId, long epoch, String device, Instant endsAt, int tries) {
  /// How long a person has to look at the app.
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  /// Wrong codes that one password buys.
  public static final int MOST_TRIES = 5;

  public static PendingLogin begin(MfaToken token, Account account, String device, Instant now) {
    return new PendingLogin(
        token.hash(), account.id(), account.credentials().epoch(), device, now.plus(LIFETIME), 0);
  }

  /// Whether a code may still be sent for it.
  public boolean isOpen(Instant now) {
    return now.isBefore(endsAt) && tries < MOST_TRIES;
  }

  /// Whether the account is as it was when the password was checked.
  public boolean isOf(Account account) {
    return account.isActive()
        && account.credentials().mfa()
        && account.credentials().epoch() == epoch;
  }
}
