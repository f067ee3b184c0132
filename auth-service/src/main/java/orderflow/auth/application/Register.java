package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.AddressClaim;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.PasswordHash;
import orderflow.auth.domain.RateLimit;
import orderflow.auth.dynamodb.ClaimStore;
import orderflow.auth.password.Password;
import orderflow.auth.password.PasswordHasher;
import orderflow.auth.password.PasswordRules;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Claims an address for a new account; [VerifyEmail] makes the account once a mailed code has
/// proved the claim.
///
/// Whether the address has an account already is not looked at here but when the mail is written,
/// so that a new and a taken address take the same work and get the same answer.
public final class Register {
  private final ClaimStore claims;
  private final ClaimLimits limits;
  private final PasswordHasher hasher;
  private final MailOrders mails;
  private final Chance chance;

  public Register(
      ClaimStore claims,
      ClaimLimits limits,
      PasswordHasher hasher,
      MailOrders mails,
      Chance chance) {
    this.claims = claims;
    this.limits = limits;
    this.hasher = hasher;
    this.mails = mails;
    this.chance = chance;
  }

  /// A wish for an account.
  ///
  /// @param name what the person wants to be called; may be empty
  public record Wish(EmailAddress email, Password password, String name, Origin origin) {}

  /// What it came to.
  public sealed interface Result {

    /// A mail is on its way, with a code or, to a taken address, with a notice.
    record Accepted() implements Result {}

    /// The rules do not allow the password.
    ///
    /// @param fault completes "the password …"
    record Refused(String fault) implements Result {}

    /// Too many mails were asked for.
    record Limited(RateLimit.Allowance allowance) implements Result {}

    /// All turns to hash are taken, or the store was busy; no mail goes out.
    record Busy() implements Result {}
  }

  public Result register(Wish wish, Deadline deadline) {
    Optional<String> fault =
        PasswordRules.fault(
            wish.password(), new PasswordRules.Owner(wish.email(), wish.name(), false));
    if (fault.isPresent()) {
      return new Result.Refused(fault.get());
    }
    return limits
        .ask(wish.email(), wish.origin())
        .<Result>map(Result.Limited::new)
        .orElseGet(() -> claim(wish, deadline));
  }

  private Result claim(Wish wish, Deadline deadline) {
    Optional<PasswordHash> hash = hasher.hash(wish.password());
    Instant now = chance.now();
    Optional<AddressClaim> claim =
        hash.map(made ->
                AddressClaim.registration(
                    chance.id(AddressClaim.ID_PREFIX, now), wish.email(), made, wish.name(), now))
            .filter(made -> claims.make(made, entry(wish, now), deadline));
    claim.ifPresent(made -> mails.claim(made, wish.origin(), deadline));
    return claim.isPresent() ? new Result.Accepted() : new Result.Busy();
  }

  private AuditEntry entry(Wish wish, Instant now) {
    return AuditEntry.at(
        now,
        chance,
        AuditAction.ACCOUNT_REGISTERED,
        AuditEntry.unknown(wish.email()),
        wish.origin());
  }
}
