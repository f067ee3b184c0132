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
import orderflow.auth.password.Password;
import orderflow.auth.password.PasswordHasher;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Makes an account be as described, found by its address. The same description again changes
/// nothing.
public final class SeedAccount {
  /// Two seeds of one address at once disturb each other once, and then agree.
  private static final int ATTEMPTS = 4;

  private final AccountStore accounts;
  private final PasswordHasher hasher;
  private final Chance chance;

  public SeedAccount(AccountStore accounts, PasswordHasher hasher, Chance chance) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.chance = chance;
  }

  /// What the account is to be.
  public record Description(EmailAddress email, Password password, String name, Set<Role> roles) {
    public Description {
      roles = Set.copyOf(roles);
    }
  }

  /// What it took.
  public sealed interface Result {

    record Created(String userId) implements Result {}

    record Updated(String userId) implements Result {}

    record Unchanged(String userId) implements Result {}

    /// Others kept changing the account, or all turns to hash were taken; nothing was written.
    record Busy() implements Result {}
  }

  public Result seed(Description wanted, String requestId, Deadline deadline) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Account> existing = accounts.findByEmail(wanted.email());
      Optional<Result> result =
          existing.isPresent()
              ? update(existing.get(), wanted, requestId, deadline)
              : create(wanted, requestId, deadline);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new Result.Busy();
  }

  private Optional<Result> create(Description wanted, String requestId, Deadline deadline) {
    Optional<PasswordHash> hash = hasher.hash(wanted.password());
    Instant now = chance.clock().instant();
    return hash.map(made -> account(wanted, made, now))
        .filter(account ->
            accounts.create(
                account, entry(account, AuditAction.ACCOUNT_SEEDED, requestId), deadline))
        .map(account -> new Result.Created(account.id()));
  }

  private Optional<Result> update(
      Account existing, Description wanted, String requestId, Deadline deadline) {
    Optional<Boolean> samePassword =
        hasher.matches(wanted.password(), existing.credentials().passwordHash());
    if (samePassword.isEmpty()) {
      return Optional.empty();
    }
    if (samePassword.get() && isSame(existing, wanted)) {
      return Optional.of(new Result.Unchanged(existing.id()));
    }
    Credentials known = existing.credentials();
    Optional<Credentials> credentials =
        samePassword.get()
            ? Optional.of(known)
            : hasher.hash(wanted.password()).map(hash -> known.withPassword(hash, false));
    return credentials
        .map(
            made -> existing.changed(wanted.name(), made, wanted.roles(), chance.clock().instant()))
        .filter(next ->
            accounts.change(next, entry(next, AuditAction.ACCOUNT_RESEEDED, requestId), deadline))
        .map(next -> new Result.Updated(next.id()));
  }

  private static boolean isSame(Account existing, Description wanted) {
    return existing.name().equals(wanted.name())
        && existing.roles().equals(wanted.roles())
        && existing.verified();
  }

  private Account account(Description wanted, PasswordHash hash, Instant now) {
    return new Account(
        chance.ids().next(Account.ID_PREFIX),
        wanted.email(),
        wanted.name(),
        Credentials.of(hash),
        wanted.roles(),
        true,
        false,
        1,
        now,
        now);
  }

  private AuditEntry entry(Account account, AuditAction action, String requestId) {
    return AuditEntry.at(
            account.updatedAt(), chance, action, account.id(), Origin.ofCommand(requestId))
        .with("roles " + String.join(" ", Role.texts(account.roles())));
  }
}
