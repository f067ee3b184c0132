package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.RateLimit;
import orderflow.auth.domain.Session;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.LoginLimitStore;
import orderflow.auth.dynamodb.SessionStore;
import orderflow.auth.password.Password;
import orderflow.auth.password.PasswordHasher;
import orderflow.auth.password.PasswordRules;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Gives an account another password, for who knows the present one. Every session but the one that
/// asks ends with it, in the same transaction.
///
/// Wrong passwords count as failed logins do: with a stolen access token nobody guesses more often
/// than without one.
public final class ChangePassword {
  /// Another change of the account in between disturbs once; each further try hashes anew.
  private static final int ATTEMPTS = 2;

  private final AccountStore accounts;
  private final SessionStore sessions;
  private final LoginGuard guard;
  private final PasswordHasher hasher;
  private final MailOrders mails;
  private final Chance chance;

  public ChangePassword(
      AccountStore accounts,
      SessionStore sessions,
      LoginGuard guard,
      PasswordHasher hasher,
      MailOrders mails,
      Chance chance) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.guard = guard;
    this.hasher = hasher;
    this.mails = mails;
    this.chance = chance;
  }

  /// A wish for another password.
  ///
  /// @param session the one that asks, and goes on
  public record Change(Session.Key session, Password current, Password next, Origin origin) {}

  /// What it came to. The account is as it was unless it is [Changed].
  public sealed interface Result {

    record Changed() implements Result {}

    /// The present password is another.
    ///
    /// @param allowance what is left before passwords of the account have to wait
    record WrongPassword(RateLimit.Allowance allowance) implements Result {}

    /// Too many wrong passwords before: this one was not looked at.
    record Limited(RateLimit.Allowance allowance) implements Result {}

    /// The rules do not allow the new password.
    ///
    /// @param fault completes "the password …"
    record Refused(String fault) implements Result {}

    /// The account is gone or out of use, or the session is over.
    record NotActive() implements Result {}

    /// All turns to hash are taken, or others kept changing the account.
    record Busy() implements Result {}
  }

  public Result change(Change change, Deadline deadline) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Result> result = attempt(change, deadline);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new Result.Busy();
  }

  private Optional<Result> attempt(Change change, Deadline deadline) {
    Optional<Account> found =
        accounts.find(change.session().userId()).filter(known -> isOpen(known, change));
    if (found.isEmpty()) {
      return Optional.of(new Result.NotActive());
    }
    Account account = found.get();
    Optional<String> fault = PasswordRules.fault(change.next(), owner(account));
    if (fault.isPresent()) {
      return Optional.of(new Result.Refused(fault.get()));
    }
    LoginLimitStore.Subject subject =
        new LoginLimitStore.Subject(account.email(), change.origin().source());
    return switch (guard.admit(subject)) {
      case LoginGuard.Admission.Refused(var allowance) -> {
        guard.refused(subject, allowance, () -> limited(account, change, allowance), deadline);
        yield Optional.of(new Result.Limited(allowance));
      }
      case LoginGuard.Admission.Admitted admitted -> check(account, change, admitted, deadline);
    };
  }

  private boolean isOpen(Account account, Change change) {
    return account.isActive()
        && sessions
            .findLive(account.id(), change.session().id(), chance.now())
            .filter(session -> session.isOf(account))
            .isPresent();
  }

  private static PasswordRules.Owner owner(Account account) {
    return new PasswordRules.Owner(account.email(), account.name(), account.credentials().mfa());
  }

  private Optional<Result> check(
      Account account, Change change, LoginGuard.Admission.Admitted admitted, Deadline deadline) {
    Optional<Boolean> matches =
        hasher.matches(change.current(), account.credentials().passwordHash());
    if (matches.isEmpty()) {
      guard.unused(admitted);
      return Optional.of(new Result.Busy());
    }
    if (!matches.get()) {
      return Optional.of(wrong(account, change, admitted, deadline));
    }
    guard.succeeded(admitted, false);
    return changed(account, change, deadline);
  }

  /// A failure that could not be written down is answered like overload: it must not count as none.
  private Result wrong(
      Account account, Change change, LoginGuard.Admission.Admitted admitted, Deadline deadline) {
    AuditEntry entry = entry(AuditAction.PASSWORD_CHANGE_REFUSED, account, change, chance.now());
    return guard.failed(admitted, entry, deadline)
        ? new Result.WrongPassword(admitted.counted().allowance(chance.now()))
        : new Result.Busy();
  }

  /// Nothing, if another change of the account came in between.
  private Optional<Result> changed(Account account, Change change, Deadline deadline) {
    Instant now = chance.now();
    return hasher
        .hash(change.next())
        .map(hash ->
            account.with(
                account.credentials().withPassword(hash, !change.next().isLongEnough()), now))
        .filter(next ->
            sessions.endOthers(
                next,
                change.session(),
                entry(AuditAction.PASSWORD_CHANGED, account, change, now),
                deadline))
        .map(_ -> {
          mails.passwordChanged(account.id(), now, change.origin(), deadline);
          return new Result.Changed();
        });
  }

  private AuditEntry limited(Account account, Change change, RateLimit.Allowance allowance) {
    return entry(AuditAction.PASSWORD_CHANGE_REFUSED, account, change, chance.now())
        .with(allowance.limit().name());
  }

  private AuditEntry entry(AuditAction action, Account account, Change change, Instant now) {
    return AuditEntry.at(now, chance, action, account.id(), change.origin());
  }
}
