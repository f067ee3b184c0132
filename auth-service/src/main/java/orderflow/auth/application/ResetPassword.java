package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AddressClaim;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Credentials;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.MailedCode;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.PasswordHash;
import orderflow.auth.domain.RateLimit;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.ClaimStore;
import orderflow.auth.password.Password;
import orderflow.auth.password.PasswordHasher;
import orderflow.auth.password.PasswordRules;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Gives an account another password, for who has the mailed code. All of its sessions end in the
/// same transaction, failed logins are forgotten, and the address is proved. A second factor stays.
public final class ResetPassword {
  private final AccountStore accounts;
  private final ClaimStore claims;
  private final ClaimLimits limits;
  private final ClaimProof proof;
  private final LoginGuard guard;
  private final PasswordHasher hasher;
  private final MailOrders mails;
  private final Chance chance;

  public ResetPassword(
      AccountStore accounts,
      ClaimStore claims,
      ClaimLimits limits,
      LoginGuard guard,
      PasswordHasher hasher,
      MailOrders mails,
      Chance chance) {
    this.accounts = accounts;
    this.claims = claims;
    this.limits = limits;
    this.proof = new ClaimProof(claims, chance);
    this.guard = guard;
    this.hasher = hasher;
    this.mails = mails;
    this.chance = chance;
  }

  /// A wish for another password.
  public record Wish(EmailAddress email, String code, Password password, Origin origin) {}

  /// What it came to. The account is as it was unless it is [Reset].
  public sealed interface Result {

    record Reset(String userId) implements Result {}

    /// No claim, its code is another, too old or used up, or there is no account in use.
    record WrongCode() implements Result {}

    /// The code is right and still good, and the rules do not allow the password.
    ///
    /// @param fault completes "the password …"
    record Refused(String fault) implements Result {}

    /// Too many codes came from the network.
    record Limited(RateLimit.Allowance allowance) implements Result {}

    /// All turns to hash are taken, or others were in the way; the code is still good.
    record Busy() implements Result {}
  }

  public Result reset(Wish wish, Deadline deadline) {
    return limits
        .tryCode(wish.origin())
        .<Result>map(Result.Limited::new)
        .orElseGet(() -> check(wish, deadline));
  }

  private Result check(Wish wish, Deadline deadline) {
    ClaimProof.Question question =
        new ClaimProof.Question(
            AddressClaim.Kind.PASSWORD_RESET,
            wish.email(),
            MailedCode.parse(wish.code()),
            wish.origin());
    return switch (proof.check(question, deadline)) {
      case ClaimProof.Finding.Proved(AddressClaim claim) -> proved(claim, wish, deadline);
      case ClaimProof.Finding.Wrong _ -> new Result.WrongCode();
      case ClaimProof.Finding.Busy _ -> new Result.Busy();
    };
  }

  private Result proved(AddressClaim claim, Wish wish, Deadline deadline) {
    Optional<Account> account =
        accounts.findByEmail(claim.email()).filter(found -> !found.disabled());
    if (account.isEmpty()) {
      return new Result.WrongCode();
    }
    return PasswordRules.fault(wish.password(), owner(account.get()))
        .<Result>map(Result.Refused::new)
        .orElseGet(() -> reset(claim, account.get(), wish, deadline));
  }

  private static PasswordRules.Owner owner(Account account) {
    return new PasswordRules.Owner(account.email(), account.name(), account.credentials().mfa());
  }

  private Result reset(AddressClaim claim, Account account, Wish wish, Deadline deadline) {
    Optional<PasswordHash> hash = hasher.hash(wish.password());
    Instant now = chance.now();
    Origin origin = wish.origin().by(account.id());
    AuditEntry entry = AuditEntry.at(now, chance, AuditAction.PASSWORD_RESET, account.id(), origin);
    boolean done =
        hash.map(made -> next(account, made, wish.password(), now))
            .filter(next -> claims.change(claim, next, entry, deadline))
            .isPresent();
    if (!done) {
      return new Result.Busy();
    }
    guard.introduce(account.email(), origin);
    mails.passwordChanged(account.id(), now, origin, deadline);
    return new Result.Reset(account.id());
  }

  private static Account next(Account account, PasswordHash hash, Password password, Instant now) {
    Credentials credentials = account.credentials().withPassword(hash, !password.isLongEnough());
    return account.changed(account.name(), credentials, account.roles(), now);
  }
}
