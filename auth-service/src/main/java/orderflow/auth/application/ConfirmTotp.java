package orderflow.auth.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.RecoveryCode;
import orderflow.auth.domain.SecondFactor;
import orderflow.auth.domain.Totp;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.Enrolment;
import orderflow.auth.dynamodb.MfaStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Turns an account's second factor on by the first code of its app. From then on each login wants
/// one; sessions go on.
public final class ConfirmTotp {
  private static final int ATTEMPTS = 4;

  private final AccountStore accounts;
  private final MfaStore store;
  private final DataKeys dataKeys;
  private final Chance chance;

  public ConfirmTotp(AccountStore accounts, MfaStore store, DataKeys dataKeys, Chance chance) {
    this.accounts = accounts;
    this.store = store;
    this.dataKeys = dataKeys;
    this.chance = chance;
  }

  /// What it came to.
  public sealed interface Result {

    /// Shown once.
    record Confirmed(List<RecoveryCode> codes) implements Result {
      public Confirmed {
        codes = List.copyOf(codes);
      }
    }

    record WrongCode() implements Result {}

    /// No seed was given within the last ten minutes, or it has been confirmed.
    record NotBegun() implements Result {}

    /// The account is gone or out of use.
    record NotActive() implements Result {}

    /// Others kept changing the account; nothing was written.
    record Busy() implements Result {}
  }

  public Result confirm(String code, Origin origin, Deadline deadline) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Result> result = attempt(code.strip(), origin, deadline);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new Result.Busy();
  }

  private Optional<Result> attempt(String code, Origin origin, Deadline deadline) {
    Instant now = chance.now();
    Optional<Account> account = accounts.find(origin.actor()).filter(Account::isActive);
    Optional<Enrolment> enrolment =
        store.enrolment(origin.actor()).filter(begun -> now.isBefore(begun.endsAt()));
    if (account.isEmpty()) {
      return Optional.of(new Result.NotActive());
    }
    if (enrolment.isEmpty() || account.get().credentials().mfa()) {
      return Optional.of(new Result.NotBegun());
    }
    OptionalLong step = step(enrolment.get(), code, now);
    return step.isEmpty()
        ? Optional.of(new Result.WrongCode())
        : enabled(account.get(), enrolment.get(), step.getAsLong(), origin, deadline);
  }

  private OptionalLong step(Enrolment enrolment, String code, Instant now) {
    return Totp.match(
        dataKeys.get(enrolment.seed().dataKey()).open(enrolment.seed(), enrolment.userId()),
        code,
        now,
        -1);
  }

  private Optional<Result> enabled(
      Account account, Enrolment enrolment, long step, Origin origin, Deadline deadline) {
    Instant now = chance.now();
    List<RecoveryCode> codes = RecoveryCode.fresh(chance.random());
    boolean done =
        store.enable(
            account.with(account.credentials().withMfa(true), now),
            enrolment,
            SecondFactor.proved(account.id(), enrolment.seed(), step),
            codes.stream().map(code -> code.hash(account.id())).toList(),
            AuditEntry.at(now, chance, AuditAction.MFA_ENABLED, account.id(), origin),
            deadline);
    return done ? Optional.of(new Result.Confirmed(codes)) : Optional.empty();
  }
}
