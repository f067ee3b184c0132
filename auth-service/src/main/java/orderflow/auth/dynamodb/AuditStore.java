package orderflow.auth.dynamodb;

import java.util.List;
import java.util.random.RandomGenerator;
import orderflow.auth.domain.AuditEntry;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Audit entries of what changes nothing else, such as an attempt that was refused.
public final class AuditStore {
  private final Transactions transactions;
  private final String table;

  public AuditStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.transactions = new Transactions(client, random);
    this.table = table;
  }

  /// Writes an entry.
  ///
  /// @return whether it was written before the deadline
  public boolean write(AuditEntry entry, Deadline deadline) {
    return transactions.write(List.of(AuditItems.put(table, entry)), deadline)
        instanceof Transactions.Committed;
  }
}
