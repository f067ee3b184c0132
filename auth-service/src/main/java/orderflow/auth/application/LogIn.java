package orderflow.auth.application;

import java.time.Duration;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.Session;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.AuditStore;
import orderflow.auth.password.Password;
import orderflow.auth.password.PasswordHasher;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Begins a session with address and password. An unknown address, a wrong password and an account
/// that is not active take the same work and give the same result.
///
/// The order of a login: read the account, hash, then either write down the failure or go on to
/// what the account wants after its password.
public final class LogIn {
  private final AccountStore accounts;
  private final AuditStore audit;
  private final PasswordHasher hasher;
  private final BeginSession beginSession;
  private final Chance chance;

  public LogIn(
      AccountStore accounts,
      AuditStore audit,
      PasswordHasher hasher,
      BeginSession beginSession,
      Chance chance) {
    this.accounts = accounts;
    this.audit = audit;
    this.hasher = hasher;
    this.beginSession = beginSession;
    this.chance = chance;
  }

  /// A login.
  ///
  /// @param device what the client calls itself; may be empty
  /// @param issuer `iss` of the access token
  public record Attempt(
      EmailAddress email, Password password, String device, String issuer, Origin origin) {}

  /// What a login came to.
  public sealed interface Result {

    record Granted(String userId, TokenGrant grant) implements Result {}

    record InvalidCredentials() implements Result {}

    /// Too many failures before: not even the password was looked at.
    ///
    /// @param retryAfter when the next attempt is looked at
    record Limited(Duration retryAfter) implements Result {}

    /// Too many logins at once.
    record Busy() implements Result {}

    /// No signing key has been made yet.
    record NoKeys() implements Result {}
  }

  public Result logIn(Attempt attempt, Deadline deadline) {
    Optional<Account> account = accounts.findByEmail(attempt.email());
    Optional<Boolean> matches =
        account
            .map(known -> hasher.matches(attempt.password(), known.credentials().passwordHash()))
            .orElseGet(() -> hasher.matchesNothing(attempt.password()));
    if (matches.isEmpty()) {
      return new Result.Busy();
    }
    return account
        .filter(known -> matches.get() && known.isActive())
        .map(known -> passed(known, attempt, deadline))
        .orElseGet(() -> failed(account, attempt, deadline));
  }

  /// The password is right.
  private Result passed(Account account, Attempt attempt, Deadline deadline) {
    BeginSession.Start start =
        new BeginSession.Start(
            account, Session.PASSWORD, attempt.device(), attempt.issuer(), attempt.origin());
    return switch (beginSession.begin(start, deadline)) {
      case BeginSession.Result.Begun(TokenGrant grant) -> new Result.Granted(account.id(), grant);
      case BeginSession.Result.NoKeys _ -> new Result.NoKeys();
      case BeginSession.Result.Busy _ -> new Result.Busy();
    };
  }

  /// A failure that could not be written down is answered like overload: it must not count as none.
  private Result failed(Optional<Account> account, Attempt attempt, Deadline deadline) {
    String target = account.map(Account::id).orElseGet(() -> AuditEntry.unknown(attempt.email()));
    AuditEntry entry =
        AuditEntry.at(
            chance.clock().instant(), chance, AuditAction.LOGIN_FAILED, target, attempt.origin());
    return audit.write(entry, deadline) ? new Result.InvalidCredentials() : new Result.Busy();
  }
}
