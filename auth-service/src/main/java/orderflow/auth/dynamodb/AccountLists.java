package orderflow.auth.dynamodb;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import orderflow.auth.domain.Account;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.dynamodb.Page;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Lists of accounts, newest first. The index lags behind the table by a moment, so an account that
/// was made just now may be missing; what is listed is read from the table.
public final class AccountLists {
  private static final List<Integer> SHARDS =
      IntStream.range(0, AccountItems.LIST_SHARDS).boxed().toList();

  /// Above every id.
  private static final String END = Account.ID_PREFIX + "~";

  private final DynamoDbClient client;
  private final String table;

  public AccountLists(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// One page: four queries at once, and the accounts themselves.
  ///
  /// @param before id of the last account of the page before
  public Page<Account> page(int limit, Optional<String> before) {
    List<String> ids =
        Concurrently.map(SHARDS, shard -> ids(shard, before.orElse(END), limit + 1)).stream()
            .flatMap(List::stream)
            .sorted(Comparator.reverseOrder())
            .limit(limit + 1L)
            .toList();
    List<String> shown = ids.subList(0, Math.min(limit, ids.size()));
    return new Page<>(
        accounts(shown), ids.size() > limit ? Optional.of(shown.getLast()) : Optional.empty());
  }

  private List<Account> accounts(List<String> ids) {
    List<Map<String, AttributeValue>> keys = ids.stream().map(AccountItems::accountKey).toList();
    return Reads.all(client, table, keys).stream()
        .map(AccountItems::account)
        .sorted(Comparator.comparing(Account::id).reversed())
        .toList();
  }

  private List<String> ids(int shard, String before, int wanted) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .indexName("gsi1")
            .keyConditionExpression("gsi1pk = :pk AND gsi1sk < :before")
            .expressionAttributeValues(
                Map.of(":pk", Item.text(AccountItems.list(shard)), ":before", Item.text(before)))
            .scanIndexForward(false)
            .limit(wanted)
            .build();
    return client.query(query).items().stream()
        .map(item -> Item.read(item).requiredText("gsi1sk"))
        .toList();
  }
}
