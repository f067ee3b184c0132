package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.AddressClaim;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.MailedCode;
import orderflow.auth.domain.Origin;
import orderflow.auth.dynamodb.ClaimStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Looks at a mailed code, and counts it when it is wrong. A right one stays as it is until the
/// claim is used up, on the condition that nothing has changed since.
final class ClaimProof {
  /// More than the wrong codes that a claim allows: others at once make each look again.
  private static final int ATTEMPTS = AddressClaim.MOST_TRIES + 2;

  private final ClaimStore claims;
  private final Chance chance;

  ClaimProof(ClaimStore claims, Chance chance) {
    this.claims = claims;
    this.chance = chance;
  }

  /// What somebody sent.
  ///
  /// @param code nothing, when it had not the form of one
  record Question(
      AddressClaim.Kind kind, EmailAddress email, Optional<MailedCode> code, Origin origin) {}

  /// What it turned out to be.
  sealed interface Finding {

    record Proved(AddressClaim claim) implements Finding {}

    record Wrong() implements Finding {}

    /// Others were in the way; the code was neither taken nor counted.
    record Busy() implements Finding {}
  }

  Finding check(Question question, Deadline deadline) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Finding> finding = attempt(question, deadline);
      if (finding.isPresent()) {
        return finding.get();
      }
    }
    return new Finding.Busy();
  }

  private Optional<Finding> attempt(Question question, Deadline deadline) {
    Instant now = chance.now();
    Optional<AddressClaim> claim =
        claims
            .find(question.kind(), question.email().digest())
            .filter(found -> found.open(now).isPresent());
    if (claim.isEmpty()) {
      return Optional.of(new Finding.Wrong());
    }
    boolean proved = question.code().filter(code -> claim.get().isProvedBy(code, now)).isPresent();
    return proved
        ? Optional.of(new Finding.Proved(claim.get()))
        : refused(claim.get(), question, deadline);
  }

  private Optional<Finding> refused(AddressClaim claim, Question question, Deadline deadline) {
    AuditEntry entry =
        AuditEntry.at(
                chance.now(),
                chance,
                AuditAction.ACCOUNT_CODE_REFUSED,
                AuditEntry.unknown(claim.email()),
                question.origin())
            .with(claim.kind().text());
    return claims.refuse(claim, entry, deadline)
        ? Optional.of(new Finding.Wrong())
        : Optional.empty();
  }
}
