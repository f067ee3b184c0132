package orderflow.auth.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.RateLimit;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Counters of wrong client secrets in AuthTable, `LIMIT#CLIENT#{client}#{network}` / `{window}`.
///
/// What has reached its limit is only read, so no attacker makes an item hot; wrong secrets that
/// come all at once may go over it by as many as are on their way.
public final class ClientLimitStore {
  private static final RateLimit LIMIT = RateLimit.CLIENT_SECRET;

  private final DynamoDbClient client;
  private final Transactions transactions;
  private final String table;

  public ClientLimitStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.transactions = new Transactions(client, random);
    this.table = table;
  }

  /// Whose secret it is said to be.
  ///
  /// @param clientId a client, or one name for all that are none
  /// @param network the caller's, in CIDR form
  public record Subject(String clientId, String network) {

    private Map<String, AttributeValue> key(Instant window) {
      return Item.key("LIMIT#CLIENT#" + clientId + "#" + network, window.toString());
    }
  }

  /// What is left before further wrong secrets are not looked into. A strong read.
  public RateLimit.Allowance allowance(Subject subject, Instant now) {
    long failures =
        Reads.strong(client, table, subject.key(window(now)))
            .map(item -> Item.read(item).numberOr("failures", 0))
            .orElse(0L);
    int left = Math.toIntExact(Math.max(0, LIMIT.quota() - failures));
    return new RateLimit.Allowance(
        LIMIT, left, Duration.between(now, window(now).plus(LIMIT.window())));
  }

  /// Counts a wrong secret, with its audit entry, all or nothing.
  ///
  /// @return whether it was written before the deadline
  public boolean failed(Subject subject, AuditEntry entry, Instant now, Deadline deadline) {
    Instant end = window(now).plus(LIMIT.window().multipliedBy(2));
    TransactWriteItem counted =
        TransactWriteItem.builder()
            .update(update ->
                update
                    .tableName(table)
                    .key(subject.key(window(now)))
                    .updateExpression("SET expiresAt = :end ADD failures :one")
                    .expressionAttributeValues(
                        Map.of(":one", Item.number(1), ":end", Item.number(end.getEpochSecond()))))
            .build();
    return transactions.write(List.of(counted, AuditItems.put(table, entry)), deadline)
        instanceof Transactions.Committed;
  }

  private static Instant window(Instant now) {
    long length = LIMIT.window().toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), length) * length);
  }
}
