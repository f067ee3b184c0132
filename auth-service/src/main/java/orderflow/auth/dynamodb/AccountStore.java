package orderflow.auth.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.EmailAddress;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Accounts in AuthTable. Reads are strong. An address has one owner: the item that says so is
/// written in the transaction that creates the account.
public final class AccountStore {
  /// An id that no account has: reading it costs what reading an account costs.
  private static final String NOBODY = Account.ID_PREFIX + "0".repeat(26);

  private final DynamoDbClient client;
  private final Transactions transactions;
  private final String table;

  public AccountStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.transactions = new Transactions(client, random);
    this.table = table;
  }

  public Optional<Account> find(String userId) {
    return read(AccountItems.accountKey(userId)).map(AccountItems::account);
  }

  /// The account of an address. An unknown address takes as many reads as a known one.
  public Optional<Account> findByEmail(EmailAddress email) {
    String userId =
        read(AccountItems.ownerKey(email))
            .map(owner -> Item.read(owner).requiredText("userId"))
            .orElse(NOBODY);
    return find(userId);
  }

  /// Creates an account, its claim to the address and the audit entry, all or nothing.
  ///
  /// @return whether the address was free and nothing else was in the way; if not, read again and
  ///   decide again
  public boolean create(Account account, AuditEntry entry, Deadline deadline) {
    List<TransactWriteItem> all = new ArrayList<>(AccountItems.created(table, account));
    all.add(AuditItems.put(table, entry));
    return written(all, deadline);
  }

  /// Replaces an account by its next version, with the audit entry, all or nothing.
  ///
  /// @return whether the stored version is the one before and nothing else was in the way; if not,
  ///   read again and decide again
  public boolean change(Account next, AuditEntry entry, Deadline deadline) {
    return written(
        List.of(AccountItems.following(table, next), AuditItems.put(table, entry)), deadline);
  }

  private boolean written(List<TransactWriteItem> actions, Deadline deadline) {
    return switch (transactions.write(actions, deadline)) {
      case Transactions.Committed _ -> true;
      case Transactions.Failed _, Transactions.Busy _ -> false;
    };
  }

  private Optional<Map<String, AttributeValue>> read(Map<String, AttributeValue> key) {
    return Reads.strong(client, table, key);
  }
}
