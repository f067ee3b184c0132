package orderflow.auth.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One login on one device: the family of all refresh tokens that came from it.
///
/// @param id `ses_` and 26 base-32 characters
/// @param device what the client calls itself; may be empty
/// @param epoch the account's [Credentials#epoch] at the login
/// @param authenticatedAt when the password was checked: `auth_time` of every token of the family
/// @param methods how: `amr` of every token of the family (RFC 8176)
/// @param idleEndsAt the family ends here unless it is used before
/// @param endsAt the family ends here at the latest
public record Session(
    String id,
    String userId,
    String device,
    long epoch,
    Instant authenticatedAt,
    List<String> methods,
    Instant lastUsedAt,
    Instant idleEndsAt,
    Instant endsAt) {

  public static final String ID_PREFIX = "ses_";

  /// Unused for so long, a session ends (RFC 9700 §4.14.2: expire on inactivity).
  public static final Duration IDLE_LIFETIME = Duration.ofDays(14);

  /// After this a session ends however busy it is.
  public static final Duration LIFETIME = Duration.ofDays(90);

  /// How long the token just used up still gives the same successor, so that a lost answer does not
  /// end the session.
  public static final Duration GRACE = Duration.ofSeconds(10);

  /// `amr` of a login by password alone.
  public static final List<String> PASSWORD = List.of("pwd");

  /// `amr` of a login by password and one-time code.
  public static final List<String> PASSWORD_AND_CODE = List.of("pwd", "otp", "mfa");

  /// What names a session.
  public record Key(String userId, String id) {}

  public Key key() {
    return new Key(userId, id);
  }

  /// The session that begins with a login.
  public static Session begin(String id, Account account, String device, Instant now) {
    return new Session(
        id,
        account.id(),
        device,
        account.credentials().epoch(),
        now,
        PASSWORD,
        now,
        now.plus(IDLE_LIFETIME),
        now.plus(LIFETIME));
  }

  /// The same session, begun by these methods.
  public Session by(List<String> methods) {
    return new Session(
        id, userId, device, epoch, authenticatedAt, methods, lastUsedAt, idleEndsAt, endsAt);
  }

  /// Whether the account's sessions have not all been ended since the login.
  public boolean isOf(Account account) {
    return epoch == account.credentials().epoch();
  }

  /// When it is over unless it is used before.
  public Instant end() {
    return idleEndsAt.isBefore(endsAt) ? idleEndsAt : endsAt;
  }

  /// How long its newest refresh token can be used, never negative.
  public Duration remaining(Instant now) {
    Instant end = end();
    return end.isBefore(now) ? Duration.ZERO : Duration.between(now, end);
  }
}
