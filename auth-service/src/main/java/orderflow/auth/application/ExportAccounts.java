package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Origin;
import orderflow.auth.dynamodb.AccountExport;
import orderflow.auth.dynamodb.AuditStore;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Hands all accounts out, with the hashes of their passwords. That somebody has got them is in the
/// audit log before they are.
public final class ExportAccounts {
  private final AccountExport accounts;
  private final AuditStore audit;
  private final Chance chance;

  public ExportAccounts(AccountExport accounts, AuditStore audit, Chance chance) {
    this.accounts = accounts;
    this.audit = audit;
    this.chance = chance;
  }

  /// A page of accounts; nothing when the audit log could not be written.
  ///
  /// @param after where the page before ended
  public Optional<Page<Account>> page(
      AccountExport.Position after, int limit, String requestId, Deadline deadline) {
    Page<Account> page = accounts.page(after, limit);
    Instant now = chance.now();
    AuditEntry entry =
        AuditEntry.at(
                now,
                chance,
                AuditAction.ACCOUNTS_EXPORTED,
                AuditEntry.ACCOUNTS,
                Origin.ofCommand(requestId))
            .with(page.data().size() + " accounts after " + after.text());
    return audit.write(entry, deadline) ? Optional.of(page) : Optional.empty();
  }
}
