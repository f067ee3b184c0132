package orderflow.auth.domain;

import java.time.Duration;

/// How much of something is let through in a time.
///
/// @param name as clients see it in `RateLimit-Policy`
public record RateLimit(String name, int quota, Duration window) {
  /// Logins with one address from one network. What comes after the quota waits.
  public static final RateLimit LOGIN = new RateLimit("login", 10, Duration.ofMinutes(15));

  /// Failed logins with one address in a row, from anywhere (NIST SP 800-63B-4 §3.2.2). They are
  /// forgotten by a login or a new password only; the window is what clients are told to wait.
  public static final RateLimit LOGIN_ACCOUNT =
      new RateLimit("login-account", 100, Duration.ofHours(1));

  /// Failed logins from one network, whatever the address.
  public static final RateLimit LOGIN_SOURCE =
      new RateLimit("login-source", 10, Duration.ofMinutes(1));

  /// The same over a day (UTC).
  public static final RateLimit LOGIN_SOURCE_DAY =
      new RateLimit("login-source-day", 100, Duration.ofDays(1));

  /// Mails to one address that one network can ask for, whether it has an account or not.
  public static final RateLimit MAIL_ADDRESS =
      new RateLimit("mail-address", 5, Duration.ofHours(1));

  /// Mails to one address that can be asked for from anywhere.
  public static final RateLimit MAIL_ADDRESS_TOTAL =
      new RateLimit("mail-address-total", 20, Duration.ofHours(1));

  /// Registrations and resets that one network can ask for.
  public static final RateLimit MAIL_SOURCE = new RateLimit("mail-source", 30, Duration.ofHours(1));

  /// Mailed codes that one network can try.
  public static final RateLimit CODE_SOURCE =
      new RateLimit("code-source", 30, Duration.ofMinutes(10));

  /// Wrong secrets of one client from one network; see [LoginAttempts] for people's passwords.
  public static final RateLimit CLIENT_SECRET =
      new RateLimit("client-secret", 10, Duration.ofMinutes(15));

  /// What is left of a limit.
  ///
  /// @param remaining 0 when the next request is refused
  /// @param resetsAfter when there is more again
  public record Allowance(RateLimit limit, int remaining, Duration resetsAfter) {}
}
