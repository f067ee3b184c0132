package orderflow.auth.application;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.Role;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// What administrators do to accounts of others: roles, out of use, in use again. Nobody does it to
/// the own account, so one administrator at a time cannot leave the service without one. The audit
/// entry is part of each transaction.
///
/// Other roles count when the next access token is issued. A disabled account's sessions are over
/// at once on this service's routes, elsewhere when their access tokens expire.
public final class ManageAccount {
  private static final int ATTEMPTS = 4;

  private final AccountStore accounts;
  private final Chance chance;

  public ManageAccount(AccountStore accounts, Chance chance) {
    this.accounts = accounts;
    this.chance = chance;
  }

  /// Whose account, and who asks.
  public record Target(String userId, Origin origin) {

    boolean isOwn() {
      return origin.actor().equals(userId);
    }
  }

  /// What it came to.
  public sealed interface Result {

    /// The account is as was asked for, changed or not.
    record Done(Account account) implements Result {}

    record UnknownAccount() implements Result {}

    /// It is the account of who asks; nothing was written.
    record OwnAccount() implements Result {}

    /// Only an active account is given roles: one for an address that nobody proved would go to
    /// whoever proves it.
    record NotActive() implements Result {}

    /// The account is another version by now; nothing was written.
    record Stale(Account account) implements Result {}

    /// Others kept changing the account; nothing was written.
    record Busy() implements Result {}
  }

  /// An account, active or not.
  public Optional<Account> read(String userId) {
    return accounts.find(userId);
  }

  /// Gives an account these roles and no others.
  ///
  /// @param expected what has to be true of the account before
  public Result setRoles(
      Target target, Set<Role> roles, Predicate<Account> expected, Deadline deadline) {
    return decided(target, account -> roles(account, roles, expected), deadline);
  }

  /// Puts an account out of use; its sessions end and stay ended.
  public Result disable(Target target, Deadline deadline) {
    return decided(
        target,
        account ->
            account.disabled()
                ? new Answer(new Result.Done(account))
                : new Write(AuditAction.ACCOUNT_DISABLED, account.disabled(chance.now()), ""),
        deadline);
  }

  /// Puts an account in use again.
  public Result enable(Target target, Deadline deadline) {
    return decided(
        target,
        account ->
            account.disabled()
                ? new Write(AuditAction.ACCOUNT_ENABLED, account.enabled(chance.now()), "")
                : new Answer(new Result.Done(account)),
        deadline);
  }

  private Decision roles(Account account, Set<Role> roles, Predicate<Account> expected) {
    if (!expected.test(account)) {
      return new Answer(new Result.Stale(account));
    }
    if (!account.isActive()) {
      return new Answer(new Result.NotActive());
    }
    return account.roles().equals(roles)
        ? new Answer(new Result.Done(account))
        : new Write(
            AuditAction.ROLES_CHANGED,
            account.with(roles, chance.now()),
            String.join(" ", Role.texts(account.roles()))
                + " to "
                + String.join(" ", Role.texts(roles)));
  }

  private sealed interface Decision {}

  /// Nothing is written.
  private record Answer(Result result) implements Decision {}

  private record Write(AuditAction action, Account next, String detail) implements Decision {}

  private Result decided(Target target, Function<Account, Decision> decide, Deadline deadline) {
    if (target.isOwn()) {
      return new Result.OwnAccount();
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Decision> decision = accounts.find(target.userId()).map(decide);
      if (decision.isEmpty()) {
        return new Result.UnknownAccount();
      }
      Optional<Result> result = carriedOut(decision.get(), target, deadline);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new Result.Busy();
  }

  private Optional<Result> carriedOut(Decision decision, Target target, Deadline deadline) {
    return switch (decision) {
      case Answer(Result result) -> Optional.of(result);
      case Write(AuditAction action, Account next, String detail) -> {
        AuditEntry entry =
            AuditEntry.at(next.updatedAt(), chance, action, next.id(), target.origin())
                .with(detail);
        yield accounts.change(next, entry, deadline)
            ? Optional.of(new Result.Done(next))
            : Optional.empty();
      }
    };
  }
}
