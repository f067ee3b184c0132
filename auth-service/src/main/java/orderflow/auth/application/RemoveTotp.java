package orderflow.auth.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.Proof;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.MfaStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Turns an account's second factor off, for who shows it once more. Recovery codes go with it.
public final class RemoveTotp {
  private static final int ATTEMPTS = 4;

  private final AccountStore accounts;
  private final MfaStore store;
  private final CodeCheck codes;
  private final Chance chance;

  public RemoveTotp(AccountStore accounts, MfaStore store, CodeCheck codes, Chance chance) {
    this.accounts = accounts;
    this.store = store;
    this.codes = codes;
    this.chance = chance;
  }

  /// What it came to.
  public sealed interface Result {

    record Removed() implements Result {}

    record WrongCode() implements Result {}

    /// Too many wrong codes came; a recovery code is still looked at.
    record Blocked(Duration retryAfter) implements Result {}

    /// The account has no second factor.
    record NotOn() implements Result {}

    /// The password is too short to stand alone; nothing was written.
    record PasswordTooShort() implements Result {}

    /// The account is gone or out of use.
    record NotActive() implements Result {}

    /// Others kept changing the account; nothing was written.
    record Busy() implements Result {}
  }

  public Result remove(String code, Origin origin, Deadline deadline) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Result> result = attempt(code, origin, deadline);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new Result.Busy();
  }

  private Optional<Result> attempt(String code, Origin origin, Deadline deadline) {
    Optional<Account> account = accounts.find(origin.actor()).filter(Account::isActive);
    if (account.isEmpty()) {
      return Optional.of(new Result.NotActive());
    }
    if (!account.get().credentials().mfa()) {
      return Optional.of(new Result.NotOn());
    }
    if (account.get().credentials().needsMfa()) {
      return Optional.of(new Result.PasswordTooShort());
    }
    return switch (codes.check(origin.actor(), code, chance.now())) {
      case CodeCheck.Finding.Off _ -> Optional.of(new Result.NotOn());
      case CodeCheck.Finding.Blocked(Duration retryAfter) ->
          Optional.of(new Result.Blocked(retryAfter));
      case CodeCheck.Finding.Wrong(var failed) -> refused(failed, origin, deadline);
      case CodeCheck.Finding.Right(Proof proof) -> removed(account.get(), proof, origin, deadline);
    };
  }

  private Optional<Result> refused(
      Optional<MfaStore.Failed> failed, Origin origin, Deadline deadline) {
    AuditEntry entry =
        AuditEntry.at(chance.now(), chance, AuditAction.MFA_REFUSED, origin.actor(), origin);
    return store.refuse(Optional.empty(), failed, entry, deadline)
        ? Optional.of(new Result.WrongCode())
        : Optional.empty();
  }

  private Optional<Result> removed(Account account, Proof proof, Origin origin, Deadline deadline) {
    Instant now = chance.now();
    Account next = account.with(account.credentials().withMfa(false), now);
    AuditEntry entry = AuditEntry.at(now, chance, AuditAction.MFA_DISABLED, account.id(), origin);
    return store.disable(next, proof, entry, deadline)
        ? Optional.of(new Result.Removed())
        : Optional.empty();
  }
}
