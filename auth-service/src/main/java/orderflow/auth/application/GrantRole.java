package orderflow.auth.application;

import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.Role;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Gives an account a role. The account must be active: a role for an address that nobody proved
/// would go to whoever registers it. The audit entry is part of the transaction.
public final class GrantRole {
  private static final int ATTEMPTS = 4;

  private final AccountStore accounts;
  private final Chance chance;

  public GrantRole(AccountStore accounts, Chance chance) {
    this.accounts = accounts;
    this.chance = chance;
  }

  /// What it came to.
  public sealed interface Result {

    record Granted(Account account) implements Result {}

    /// The account had the role; nothing was written.
    record Unchanged(Account account) implements Result {}

    record UnknownAccount() implements Result {}

    record NotActive(Account.Status status) implements Result {}

    /// Others kept changing the account; nothing was written.
    record Busy() implements Result {}
  }

  public Result grant(EmailAddress email, Role role, String requestId, Deadline deadline) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Account> account = accounts.findByEmail(email);
      if (account.isEmpty()) {
        return new Result.UnknownAccount();
      }
      Optional<Result> result = grant(account.get(), role, requestId, deadline);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new Result.Busy();
  }

  private Optional<Result> grant(Account account, Role role, String requestId, Deadline deadline) {
    if (!account.isActive()) {
      return Optional.of(new Result.NotActive(account.status()));
    }
    if (account.roles().contains(role)) {
      return Optional.of(new Result.Unchanged(account));
    }
    Account next = account.granted(role, chance.clock().instant());
    return accounts.change(next, entry(next, role, requestId), deadline)
        ? Optional.of(new Result.Granted(next))
        : Optional.empty();
  }

  private AuditEntry entry(Account account, Role role, String requestId) {
    return AuditEntry.at(
            account.updatedAt(),
            chance,
            AuditAction.ROLE_GRANTED,
            account.id(),
            Origin.ofCommand(requestId))
        .with(role.text());
  }
}
