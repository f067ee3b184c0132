package orderflow.auth.domain;

import java.util.Locale;

/// What the audit log tells of, each in the transaction of its effect. What follows the underscore
/// is in the past tense: an entry stands for something that has happened.
public enum AuditAction {
  LOGIN_SUCCEEDED,
  LOGIN_FAILED,
  /// A login that was turned away before its password was looked at.
  LOGIN_LIMITED,
  /// The password was right and a second factor is asked for.
  LOGIN_HALVED,
  /// A refresh token was presented again; its session has ended.
  SESSION_TOKEN_REUSED,
  SESSION_ENDED,
  /// All sessions of an account.
  SESSIONS_ENDED,
  ACCOUNT_REGISTERED,
  /// Somebody registered an address that has an account; its owner got a notice.
  ACCOUNT_REGISTERED_AGAIN,
  ACCOUNT_VERIFIED,
  /// A code for an account was wrong, too old or tried too often.
  ACCOUNT_CODE_REFUSED,
  ACCOUNT_DISABLED,
  ACCOUNT_ENABLED,
  ACCOUNT_SEEDED,
  ACCOUNT_RESEEDED,
  ACCOUNT_IMPORTED,
  ACCOUNTS_EXPORTED,
  PASSWORD_CHANGED,
  /// A login replaced the hash of its password by one made as new ones are.
  PASSWORD_REHASHED,
  PASSWORD_CHANGE_REFUSED,
  PASSWORD_RESET_REQUESTED,
  PASSWORD_RESET,
  MFA_BEGUN,
  MFA_ENABLED,
  MFA_DISABLED,
  /// A second factor was wrong, too old, used before or tried too often.
  MFA_REFUSED,
  /// A recovery code stood in for the second factor and is used up.
  MFA_RECOVERED,
  ROLE_GRANTED,
  ROLES_CHANGED,
  CLIENT_CREATED,
  CLIENT_SECRET_ADDED,
  CLIENT_SECRET_REMOVED,
  CLIENT_DELETED,
  /// A client's secret was wrong, or there is no such client.
  CLIENT_REFUSED,
  KEYS_CHANGED;

  /// As it is kept and shown, for instance `login.failed` or `session.token_reused`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
  }
}
