package orderflow.auth.application;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AddressClaim;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.MailedCode;
import orderflow.auth.domain.Origin;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.ClaimStore;
import orderflow.auth.ses.Letter;
import orderflow.auth.ses.MailTemplate;
import orderflow.auth.ses.Mailer;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Mails what a claim to an address wants: a code to who may have it, a notice to the owner of an
/// address that was registered again, nothing to an address without an account that wants another
/// password.
///
/// The code is made here, so that it is in no event and no dead letter. Each claim gets one, mailed
/// or not: what is stored does not tell whether the address has an account. A mail that failed is
/// tried again with a fresh code in place of the one before; a mail whose answer was lost may so
/// come twice, and the later code is the good one.
public final class MailClaim {
  private static final String MINUTES = Long.toString(AddressClaim.CODE_LIFETIME.toMinutes());

  private final AccountStore accounts;
  private final ClaimStore claims;
  private final Mailer mailer;
  private final Chance chance;

  public MailClaim(AccountStore accounts, ClaimStore claims, Mailer mailer, Chance chance) {
    this.accounts = accounts;
    this.claims = claims;
    this.mailer = mailer;
    this.chance = chance;
  }

  /// Which claim.
  ///
  /// @param addressDigest [orderflow.auth.domain.EmailAddress#digest]
  public record Order(
      AddressClaim.Kind kind, String addressDigest, String claimId, String requestId) {}

  /// What it came to.
  public sealed interface Result {

    /// Everything there was to say is said.
    record Done(Mailer.Outcome outcome) implements Result {}

    /// The mail did not go out, and may the next time.
    record NotReached() implements Result {}

    /// There is no such claim any more, its mail has gone out, or somebody else is at it.
    record NothingToDo() implements Result {}
  }

  public Result mail(Order order, Deadline deadline) {
    Instant now = chance.now();
    return claims
        .find(order.kind(), order.addressDigest())
        .filter(claim -> claim.id().equals(order.claimId()) && claim.wantsMail(now))
        .map(claim -> mail(claim, order.requestId(), deadline))
        .orElseGet(Result.NothingToDo::new);
  }

  private Result mail(AddressClaim claim, String requestId, Deadline deadline) {
    Optional<Account> account = accounts.findByEmail(claim.email());
    MailedCode code = MailedCode.fresh(chance.random());
    AddressClaim issued = claim.issued(code, chance.now());
    if (!claims.issue(issued, entry(claim, account, requestId), deadline)) {
      return new Result.NothingToDo();
    }
    Mailer.Outcome outcome =
        letter(claim, account, code)
            .map(letter -> mailer.send(claim.email(), letter))
            .orElse(Mailer.Outcome.SENT);
    if (outcome == Mailer.Outcome.NOT_REACHED) {
      return new Result.NotReached();
    }
    claims.mailed(issued);
    return new Result.Done(outcome);
  }

  private static Optional<Letter> letter(
      AddressClaim claim, Optional<Account> account, MailedCode code) {
    Map<String, String> values = Map.of("code", code.text(), "minutes", MINUTES);
    return switch (claim.kind()) {
      case REGISTRATION ->
          Optional.of(
              account.isPresent()
                  ? MailTemplate.REGISTERED_ALREADY.fill(Map.of())
                  : MailTemplate.REGISTRATION.fill(values));
      case PASSWORD_RESET ->
          account
              .filter(known -> !known.disabled())
              .map(_ -> MailTemplate.PASSWORD_RESET.fill(values));
    };
  }

  /// What an account's owner finds in the audit log; the network is in the entry of the request.
  private Optional<AuditEntry> entry(
      AddressClaim claim, Optional<Account> account, String requestId) {
    AuditAction action =
        switch (claim.kind()) {
          case REGISTRATION -> AuditAction.ACCOUNT_REGISTERED_AGAIN;
          case PASSWORD_RESET -> AuditAction.PASSWORD_RESET_REQUESTED;
        };
    return account.map(known ->
        AuditEntry.at(chance.now(), chance, action, known.id(), Origin.ofCommand(requestId)));
  }
}
