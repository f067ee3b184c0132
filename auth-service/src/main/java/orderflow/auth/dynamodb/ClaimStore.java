package orderflow.auth.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AddressClaim;
import orderflow.auth.domain.AuditEntry;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Claims to addresses in AuthTable. Reads are strong.
///
/// What a code brings about, good or bad, is one transaction on the condition that the claim still
/// is as it was when the code was looked at. So of any number of guesses at once each counts, and
/// of any number of uses of one code one wins. Each write says whether it happened; if not,
/// something has changed or was in the way: look again.
public final class ClaimStore {
  private static final String SAME_CODE = "claimId = :id AND issued = :issued";
  private static final String UNCHANGED = SAME_CODE + " AND tries = :tries";

  private final DynamoDbClient client;
  private final Transactions transactions;
  private final String table;

  public ClaimStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.transactions = new Transactions(client, random);
    this.table = table;
  }

  /// The claim to an address.
  ///
  /// @param addressDigest [orderflow.auth.domain.EmailAddress#digest]
  public Optional<AddressClaim> find(AddressClaim.Kind kind, String addressDigest) {
    return Reads.strong(client, table, ClaimItems.key(kind, addressDigest)).map(ClaimItems::claim);
  }

  /// Makes a claim, in place of an earlier one, with its audit entry, all or nothing.
  ///
  /// @return whether it was written before the deadline
  public boolean make(AddressClaim claim, AuditEntry entry, Deadline deadline) {
    TransactWriteItem put =
        TransactWriteItem.builder()
            .put(item -> item.tableName(table).item(ClaimItems.item(claim)))
            .build();
    return written(List.of(put, AuditItems.put(table, entry)), deadline);
  }

  /// Replaces a claim by one with a fresh code.
  ///
  /// @param entry what there is to tell of it
  /// @return whether it still was as it was read
  public boolean issue(AddressClaim next, Optional<AuditEntry> entry, Deadline deadline) {
    Map<String, AttributeValue> before =
        Map.of(":id", Item.text(next.id()), ":issued", Item.number(next.issued() - 1L));
    List<TransactWriteItem> all = new ArrayList<>();
    all.add(
        TransactWriteItem.builder()
            .put(put ->
                put.tableName(table)
                    .item(ClaimItems.item(next))
                    .conditionExpression(SAME_CODE)
                    .expressionAttributeValues(before))
            .build());
    entry.ifPresent(told -> all.add(AuditItems.put(table, told)));
    return written(all, deadline);
  }

  /// Writes down that the mail of a claim has gone out, unless the claim has changed since.
  public void mailed(AddressClaim claim) {
    try {
      client.updateItem(update ->
          update
              .tableName(table)
              .key(ClaimItems.key(claim.kind(), claim.email().digest()))
              .updateExpression("SET mailed = :yes")
              .conditionExpression(SAME_CODE)
              .expressionAttributeValues(
                  Map.of(
                      ":yes", AttributeValue.fromBool(true),
                      ":id", Item.text(claim.id()),
                      ":issued", Item.number(claim.issued()))));
    } catch (ConditionalCheckFailedException e) {
      // A later claim has its own mail.
    }
  }

  /// Counts a wrong code.
  public boolean refuse(AddressClaim claim, AuditEntry entry, Deadline deadline) {
    TransactWriteItem tried =
        TransactWriteItem.builder()
            .update(update ->
                update
                    .tableName(table)
                    .key(ClaimItems.key(claim.kind(), claim.email().digest()))
                    .updateExpression("SET tries = tries + :one")
                    .conditionExpression(UNCHANGED)
                    .expressionAttributeValues(withOne(ClaimItems.asRead(claim))))
            .build();
    return written(List.of(tried, AuditItems.put(table, entry)), deadline);
  }

  /// Uses a claim up and makes its account.
  public boolean register(
      AddressClaim claim, Account account, AuditEntry entry, Deadline deadline) {
    List<TransactWriteItem> all = new ArrayList<>(AccountItems.created(table, account));
    all.add(usedUp(claim));
    all.add(AuditItems.put(table, entry));
    return written(all, deadline);
  }

  /// Uses a claim up and changes its account.
  ///
  /// @param next the account's next version
  public boolean change(AddressClaim claim, Account next, AuditEntry entry, Deadline deadline) {
    return written(
        List.of(usedUp(claim), AccountItems.following(table, next), AuditItems.put(table, entry)),
        deadline);
  }

  private TransactWriteItem usedUp(AddressClaim claim) {
    return TransactWriteItem.builder()
        .delete(delete ->
            delete
                .tableName(table)
                .key(ClaimItems.key(claim.kind(), claim.email().digest()))
                .conditionExpression(UNCHANGED)
                .expressionAttributeValues(ClaimItems.asRead(claim)))
        .build();
  }

  private static Map<String, AttributeValue> withOne(Map<String, AttributeValue> values) {
    Map<String, AttributeValue> more = new HashMap<>(values);
    more.put(":one", Item.number(1));
    return more;
  }

  private boolean written(List<TransactWriteItem> actions, Deadline deadline) {
    return transactions.write(actions, deadline) instanceof Transactions.Committed;
  }
}
