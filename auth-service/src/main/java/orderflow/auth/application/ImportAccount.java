package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Credentials;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.PasswordHash;
import orderflow.auth.domain.Role;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Takes an account over from another system, with the hash of its password. The account is a
/// customer. Account, claim to the address and audit entry are one transaction.
///
/// An address that has an account is left as it is, so the same import may be sent again.
public final class ImportAccount {
  /// Somebody else may take the address at the same moment; then it is looked at once more.
  private static final int ATTEMPTS = 2;

  private final AccountStore accounts;
  private final Chance chance;

  public ImportAccount(AccountStore accounts, Chance chance) {
    this.accounts = accounts;
    this.chance = chance;
  }

  /// The account as the other system has it.
  ///
  /// @param name may be empty
  /// @param hash one that passwords can be checked against
  /// @param verified whether the person proved to read the address's mail; who did not proves it by
  ///   a password reset before the first login
  /// @param disabled whether the account is out of use
  public record Imported(
      EmailAddress email, String name, PasswordHash hash, boolean verified, boolean disabled) {}

  /// What it came to.
  public sealed interface Result {

    record Created(String userId) implements Result {}

    /// The address has this account, with this hash.
    record Unchanged(String userId) implements Result {}

    /// The address has an account with another password or name; it was left as it is.
    record EmailTaken() implements Result {}

    /// Other writes were in the way; nothing was written.
    record Busy() implements Result {}
  }

  public Result take(Imported imported, String requestId, Deadline deadline) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Account> existing = accounts.findByEmail(imported.email());
      if (existing.isPresent()) {
        return isSame(existing.get(), imported)
            ? new Result.Unchanged(existing.get().id())
            : new Result.EmailTaken();
      }
      Account account = account(imported);
      if (accounts.create(account, entry(account, requestId), deadline)) {
        return new Result.Created(account.id());
      }
    }
    return new Result.Busy();
  }

  private static boolean isSame(Account account, Imported imported) {
    return account.credentials().passwordHash().equals(imported.hash())
        && account.name().equals(imported.name())
        && account.verified() == imported.verified()
        && account.disabled() == imported.disabled();
  }

  private Account account(Imported imported) {
    Instant now = chance.now();
    return new Account(
        chance.id(Account.ID_PREFIX, now),
        imported.email(),
        imported.name(),
        Credentials.of(imported.hash()),
        Set.of(Role.CUSTOMER),
        imported.verified(),
        imported.disabled(),
        1,
        now,
        now);
  }

  private AuditEntry entry(Account account, String requestId) {
    return AuditEntry.at(
        account.createdAt(),
        chance,
        AuditAction.ACCOUNT_IMPORTED,
        account.id(),
        Origin.ofCommand(requestId));
  }
}
