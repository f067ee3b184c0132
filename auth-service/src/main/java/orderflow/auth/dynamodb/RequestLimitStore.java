package orderflow.auth.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import orderflow.auth.domain.RateLimit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Exact counters of requests in AuthTable, `LIMIT#{limit}#{subject}` / start of the window. What
/// has reached its limit is written no more.
public final class RequestLimitStore {
  private final DynamoDbClient client;
  private final String table;

  public RequestLimitStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// Counts a request, unless the quota of the window is used up. A lost answer may count it twice.
  ///
  /// @param subject whose quota it is; no secret and no address
  /// @return nothing when it was counted, else how long to wait
  public Optional<RateLimit.Allowance> take(RateLimit limit, String subject, Instant now) {
    long window = limit.window().toMillis();
    Instant start = Instant.ofEpochMilli(now.toEpochMilli() / window * window);
    Instant end = start.plus(limit.window());
    try {
      client.updateItem(update ->
          update
              .tableName(table)
              .key(Item.key("LIMIT#" + limit.name() + "#" + subject, start.toString()))
              .updateExpression("SET expiresAt = :end ADD requests :one")
              .conditionExpression("attribute_not_exists(pk) OR requests < :quota")
              .expressionAttributeValues(
                  Map.of(
                      ":end", Item.number(end.getEpochSecond()),
                      ":one", Item.number(1),
                      ":quota", Item.number(limit.quota()))));
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      return Optional.of(new RateLimit.Allowance(limit, 0, Duration.between(now, end)));
    }
  }
}
