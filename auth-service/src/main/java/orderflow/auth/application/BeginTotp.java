package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.DataKey;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.TotpSeed;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.Enrolment;
import orderflow.auth.dynamodb.MfaStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Gives an account a seed for an authenticator app. Nothing is asked of its logins before
/// [ConfirmTotp] has seen that the app has it.
public final class BeginTotp {
  private final AccountStore accounts;
  private final MfaStore store;
  private final DataKeys dataKeys;
  private final Chance chance;

  public BeginTotp(AccountStore accounts, MfaStore store, DataKeys dataKeys, Chance chance) {
    this.accounts = accounts;
    this.store = store;
    this.dataKeys = dataKeys;
    this.chance = chance;
  }

  /// What it came to.
  public sealed interface Result {

    /// Shown once.
    record Begun(TotpSeed seed, Account account) implements Result {}

    /// The account has a second factor.
    record AlreadyOn() implements Result {}

    /// The account is gone or out of use.
    record NotActive() implements Result {}

    /// No data key has been made yet.
    record NoKeys() implements Result {}

    /// Other writes were in the way; nothing was written.
    record Busy() implements Result {}
  }

  public Result begin(Origin origin, Deadline deadline) {
    Optional<Account> account = accounts.find(origin.actor()).filter(Account::isActive);
    Optional<DataKey> key = dataKeys.newest();
    if (account.isEmpty()) {
      return new Result.NotActive();
    }
    if (account.get().credentials().mfa()) {
      return new Result.AlreadyOn();
    }
    return key.map(found -> begin(account.get(), found, origin, deadline))
        .orElseGet(Result.NoKeys::new);
  }

  private Result begin(Account account, DataKey key, Origin origin, Deadline deadline) {
    Instant now = chance.now();
    TotpSeed seed = TotpSeed.fresh(chance.random());
    Enrolment enrolment =
        new Enrolment(
            account.id(),
            key.seal(seed, account.id(), chance.random()),
            now.plus(Enrolment.LIFETIME));
    AuditEntry entry = AuditEntry.at(now, chance, AuditAction.MFA_BEGUN, account.id(), origin);
    return store.begin(enrolment, entry, deadline)
        ? new Result.Begun(seed, account)
        : new Result.Busy();
  }
}
