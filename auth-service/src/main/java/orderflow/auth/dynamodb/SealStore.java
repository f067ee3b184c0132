package orderflow.auth.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.auth.domain.AuditHour;
import orderflow.auth.domain.Seal;
import orderflow.auth.domain.SealChain;
import orderflow.kit.dynamodb.Fence;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Seals in AuthTable: `SEAL#{date}` / `{hour}`, and `SEAL` / `CHAIN` for the first and the last. A
/// seal is written once, in the transaction that moves the end of the chain to it.
public final class SealStore {
  private static final int CHAIN = 0;
  private static final int FENCE = 2;

  private final DynamoDbClient client;
  private final Transactions transactions;
  private final String table;

  public SealStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.transactions = new Transactions(client, random);
    this.table = table;
  }

  /// How adding a seal ended.
  public enum Result {
    DONE,
    /// Nothing is written: somebody else sealed in between, or other writes were in the way.
    RACED,
    /// Nothing is written: a later run of the job has taken over.
    FENCED
  }

  /// The fence of a job that seals.
  public Fence fence(String job, long token) {
    return new Fence(table, job, token);
  }

  /// Whether no later run of the job has been here.
  public boolean admits(Fence fence) {
    return fence.admit(client);
  }

  public Optional<SealChain> chain() {
    return Reads.strong(client, table, SealItems.chainKey()).map(SealItems::chain);
  }

  public Optional<Seal> find(AuditHour hour) {
    return Reads.strong(client, table, SealItems.key(hour)).map(SealItems::seal);
  }

  /// Adds a seal to the end of the chain.
  ///
  /// @param before the chain as it was read, nothing for the first seal
  public Result add(
      Seal seal, Optional<SealChain> before, Optional<Fence> fence, Deadline deadline) {
    List<TransactWriteItem> all = new ArrayList<>();
    all.add(put(moved(seal, before)));
    all.add(put(absent().item(SealItems.of(seal))));
    fence.ifPresent(held -> all.add(held.action()));
    return switch (transactions.write(all, deadline)) {
      case Transactions.Committed _ -> Result.DONE;
      case Transactions.Failed(var items)
          when !items.containsKey(CHAIN) && items.containsKey(FENCE) ->
          Result.FENCED;
      case Transactions.Failed _, Transactions.Busy _ -> Result.RACED;
    };
  }

  private static Put.Builder moved(Seal seal, Optional<SealChain> before) {
    return before
        .map(chain ->
            Put.builder()
                .item(SealItems.of(chain.and(seal)))
                .conditionExpression("digest = :before")
                .expressionAttributeValues(Map.of(":before", Item.text(chain.digest()))))
        .orElseGet(() -> absent().item(SealItems.of(SealChain.of(seal))));
  }

  private static Put.Builder absent() {
    return Put.builder().conditionExpression("attribute_not_exists(pk)");
  }

  private TransactWriteItem put(Put.Builder put) {
    return TransactWriteItem.builder().put(put.tableName(table).build()).build();
  }
}
