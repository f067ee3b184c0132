package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Origin;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Ends every session that an account has at this moment, by one write: sessions of another epoch
/// than the account's are over, however they are stored.
public final class EndAllSessions {
  /// Another change of the account in between disturbs once, and then it goes through.
  private static final int ATTEMPTS = 4;

  private final AccountStore accounts;
  private final Chance chance;

  public EndAllSessions(AccountStore accounts, Chance chance) {
    this.accounts = accounts;
    this.chance = chance;
  }

  /// Ends them.
  ///
  /// @return whether they are over; if not, nothing was written
  public boolean end(String userId, Origin origin, Deadline deadline) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Account> account = accounts.find(userId);
      if (account.isEmpty() || isEnded(account.get(), origin, deadline)) {
        return true;
      }
    }
    return false;
  }

  private boolean isEnded(Account account, Origin origin, Deadline deadline) {
    Instant now = chance.clock().instant();
    Account next = account.with(account.credentials().withoutSessions(), now);
    AuditEntry entry = AuditEntry.at(now, chance, AuditAction.SESSIONS_ENDED, account.id(), origin);
    return accounts.change(next, entry, deadline);
  }
}
