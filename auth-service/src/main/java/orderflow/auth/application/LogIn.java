package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.MfaToken;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.PasswordHash;
import orderflow.auth.domain.RateLimit;
import orderflow.auth.domain.Session;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.LoginLimitStore;
import orderflow.auth.password.Password;
import orderflow.auth.password.PasswordHasher;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Begins a session with address and password. An unknown address, a wrong password and an account
/// that is not active take the same work and give the same result.
///
/// The order of a login: limits, read the account, hash, then either write down the failure or go
/// on to what the account wants after its password.
public final class LogIn {
  private final AccountStore accounts;
  private final LoginGuard guard;
  private final PasswordHasher hasher;
  private final HalveLogin halveLogin;
  private final BeginSession beginSession;
  private final MailOrders mails;
  private final Chance chance;

  public LogIn(
      AccountStore accounts,
      LoginGuard guard,
      PasswordHasher hasher,
      HalveLogin halveLogin,
      BeginSession beginSession,
      MailOrders mails,
      Chance chance) {
    this.accounts = accounts;
    this.guard = guard;
    this.hasher = hasher;
    this.halveLogin = halveLogin;
    this.beginSession = beginSession;
    this.mails = mails;
    this.chance = chance;
  }

  /// A login.
  ///
  /// @param device what the client calls itself; may be empty
  /// @param issuer `iss` of the access token
  public record Attempt(
      EmailAddress email, Password password, String device, String issuer, Origin origin) {

    private LoginLimitStore.Subject subject() {
      return new LoginLimitStore.Subject(email, origin.source());
    }
  }

  /// What a login came to.
  public sealed interface Result {

    record Granted(String userId, TokenGrant grant) implements Result {}

    /// The password is right, and a code is wanted.
    record CodeRequired(MfaToken token) implements Result {}

    /// No session.
    ///
    /// @param allowance what is left before logins have to wait
    record InvalidCredentials(RateLimit.Allowance allowance) implements Result {}

    /// Too many failures before: not even the password was looked at.
    record Limited(RateLimit.Allowance allowance) implements Result {}

    /// Too many logins at once.
    record Busy() implements Result {}

    /// No signing key has been made yet.
    record NoKeys() implements Result {}
  }

  public Result logIn(Attempt attempt, Deadline deadline) {
    return switch (guard.admit(attempt.subject())) {
      case LoginGuard.Admission.Admitted admitted -> check(attempt, admitted, deadline);
      case LoginGuard.Admission.Refused(var allowance) -> limited(attempt, allowance, deadline);
    };
  }

  private Result check(Attempt attempt, LoginGuard.Admission.Admitted admitted, Deadline deadline) {
    Optional<Account> account = accounts.findByEmail(attempt.email());
    Optional<Boolean> matches =
        account
            .map(known -> hasher.matches(attempt.password(), known.credentials().passwordHash()))
            .orElseGet(() -> hasher.matchesNothing(attempt.password()));
    if (matches.isEmpty()) {
      guard.unused(admitted);
      return new Result.Busy();
    }
    return account
        .filter(known -> matches.get() && known.isActive())
        .map(known -> passed(known, attempt, admitted, deadline))
        .orElseGet(() -> failed(account, attempt, admitted, deadline));
  }

  /// The password is right.
  private Result passed(
      Account account, Attempt attempt, LoginGuard.Admission.Admitted admitted, Deadline deadline) {
    if (account.credentials().mfa()) {
      return halved(account, attempt, admitted, deadline);
    }
    BeginSession.Start start =
        new BeginSession.Start(
            account, Session.PASSWORD, attempt.device(), attempt.issuer(), attempt.origin());
    return switch (beginSession.begin(start, deadline)) {
      case BeginSession.Result.Begun(TokenGrant grant) -> {
        guard.succeeded(admitted, true);
        renewHash(account, attempt, deadline);
        tellOfNewNetwork(account, attempt, admitted, deadline);
        yield new Result.Granted(account.id(), grant);
      }
      case BeginSession.Result.NoKeys _ -> {
        guard.unused(admitted);
        yield new Result.NoKeys();
      }
      case BeginSession.Result.Busy _ -> {
        guard.unused(admitted);
        yield new Result.Busy();
      }
    };
  }

  private void tellOfNewNetwork(
      Account account, Attempt attempt, LoginGuard.Admission.Admitted admitted, Deadline deadline) {
    Instant now = chance.now();
    if (!admitted.before().isKnown(now)) {
      mails.newDevice(account.id(), attempt.device(), now, attempt.origin(), deadline);
    }
  }

  private Result halved(
      Account account, Attempt attempt, LoginGuard.Admission.Admitted admitted, Deadline deadline) {
    Optional<MfaToken> token =
        halveLogin.halve(account, attempt.device(), attempt.origin(), deadline);
    if (token.isEmpty()) {
      guard.unused(admitted);
      return new Result.Busy();
    }
    guard.succeeded(admitted, false);
    renewHash(account, attempt, deadline);
    return new Result.CodeRequired(token.get());
  }

  /// Replaces a hash that was made in another way than new ones are. When there is no turn for it
  /// or the account changes meanwhile, the next login tries again.
  private void renewHash(Account account, Attempt attempt, Deadline deadline) {
    if (PasswordHasher.isOutdated(account.credentials().passwordHash())) {
      Optional<PasswordHash> hash = hasher.hash(attempt.password());
      hash.ifPresent(made -> {
        Account next = account.with(account.credentials().rehashed(made), chance.clock().instant());
        accounts.change(
            next, entry(AuditAction.PASSWORD_REHASHED, account.id(), attempt), deadline);
      });
    }
  }

  /// A failure that could not be written down is answered like overload: it must not count as none.
  private Result failed(
      Optional<Account> account,
      Attempt attempt,
      LoginGuard.Admission.Admitted admitted,
      Deadline deadline) {
    AuditEntry entry = entry(AuditAction.LOGIN_FAILED, target(account, attempt), attempt);
    return guard.failed(admitted, entry, deadline)
        ? new Result.InvalidCredentials(admitted.counted().allowance(chance.now()))
        : new Result.Busy();
  }

  private Result limited(Attempt attempt, RateLimit.Allowance allowance, Deadline deadline) {
    guard.refused(
        attempt.subject(),
        allowance,
        () -> {
          String target = target(accounts.findByEmail(attempt.email()), attempt);
          return entry(AuditAction.LOGIN_LIMITED, target, attempt).with(allowance.limit().name());
        },
        deadline);
    return new Result.Limited(allowance);
  }

  private static String target(Optional<Account> account, Attempt attempt) {
    return account.map(Account::id).orElseGet(() -> AuditEntry.unknown(attempt.email()));
  }

  private AuditEntry entry(AuditAction action, String target, Attempt attempt) {
    Instant now = chance.clock().instant();
    return AuditEntry.at(now, chance, action, target, attempt.origin());
  }
}
