package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.AddressClaim;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.RateLimit;
import orderflow.auth.dynamodb.ClaimStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Claims the account of an address for another password; [ResetPassword] sets it once a mailed
/// code has proved the claim. Whether the address has an account is looked at when the mail is
/// written: an unknown address takes the same work here and gets no mail.
public final class RequestReset {
  private final ClaimStore claims;
  private final ClaimLimits limits;
  private final MailOrders mails;
  private final Chance chance;

  public RequestReset(ClaimStore claims, ClaimLimits limits, MailOrders mails, Chance chance) {
    this.claims = claims;
    this.limits = limits;
    this.mails = mails;
    this.chance = chance;
  }

  /// What it came to.
  public sealed interface Result {

    /// If the address has an account, a mail is on its way.
    record Accepted() implements Result {}

    /// Too many mails were asked for.
    record Limited(RateLimit.Allowance allowance) implements Result {}

    /// The store was busy; no mail goes out.
    record Busy() implements Result {}
  }

  public Result request(EmailAddress email, Origin origin, Deadline deadline) {
    Optional<RateLimit.Allowance> refusal = limits.ask(email, origin);
    if (refusal.isPresent()) {
      return new Result.Limited(refusal.get());
    }
    Instant now = chance.now();
    AddressClaim claim = AddressClaim.reset(chance.id(AddressClaim.ID_PREFIX, now), email, now);
    AuditEntry entry =
        AuditEntry.at(
            now, chance, AuditAction.PASSWORD_RESET_REQUESTED, AuditEntry.unknown(email), origin);
    if (!claims.make(claim, entry, deadline)) {
      return new Result.Busy();
    }
    mails.claim(claim, origin, deadline);
    return new Result.Accepted();
  }
}
