package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AddressClaim;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Credentials;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.MailedCode;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.RateLimit;
import orderflow.auth.domain.Role;
import orderflow.auth.dynamodb.ClaimStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Makes the account that was registered, for who has the mailed code. The account begins as a
/// customer; its first login is from a known network.
public final class VerifyEmail {
  private final ClaimStore claims;
  private final ClaimLimits limits;
  private final ClaimProof proof;
  private final LoginGuard guard;
  private final Chance chance;

  public VerifyEmail(ClaimStore claims, ClaimLimits limits, LoginGuard guard, Chance chance) {
    this.claims = claims;
    this.limits = limits;
    this.proof = new ClaimProof(claims, chance);
    this.guard = guard;
    this.chance = chance;
  }

  /// What it came to.
  public sealed interface Result {

    record Verified(String userId) implements Result {}

    /// No claim, or its code is another, too old or used up, or the address has got an account
    /// meanwhile.
    record WrongCode() implements Result {}

    /// Too many codes came from the network.
    record Limited(RateLimit.Allowance allowance) implements Result {}

    /// Others were in the way; nothing was written.
    record Busy() implements Result {}
  }

  public Result verify(EmailAddress email, String code, Origin origin, Deadline deadline) {
    return limits
        .tryCode(origin)
        .<Result>map(Result.Limited::new)
        .orElseGet(() -> check(email, code, origin, deadline));
  }

  private Result check(EmailAddress email, String code, Origin origin, Deadline deadline) {
    Optional<MailedCode> sent = MailedCode.parse(code);
    ClaimProof.Question question =
        new ClaimProof.Question(AddressClaim.Kind.REGISTRATION, email, sent, origin);
    return switch (proof.check(question, deadline)) {
      case ClaimProof.Finding.Proved(AddressClaim claim) -> make(claim, origin, deadline);
      case ClaimProof.Finding.Wrong _ -> new Result.WrongCode();
      case ClaimProof.Finding.Busy _ -> new Result.Busy();
    };
  }

  /// When the claim or the address has gone to somebody else meanwhile, the code is worth nothing.
  private Result make(AddressClaim claim, Origin origin, Deadline deadline) {
    Instant now = chance.now();
    Account account = account(claim, now);
    AuditEntry entry =
        AuditEntry.at(
            now, chance, AuditAction.ACCOUNT_VERIFIED, account.id(), origin.by(account.id()));
    if (!claims.register(claim, account, entry, deadline)) {
      return deadline.remaining().isZero() ? new Result.Busy() : new Result.WrongCode();
    }
    guard.introduce(account.email(), origin);
    return new Result.Verified(account.id());
  }

  private Account account(AddressClaim claim, Instant now) {
    return new Account(
        chance.id(Account.ID_PREFIX, now),
        claim.email(),
        claim.name(),
        Credentials.of(claim.passwordHash().orElseThrow()),
        Set.of(Role.CUSTOMER),
        true,
        false,
        1,
        now,
        now);
  }
}
