package orderflow.auth.dynamodb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orderflow.auth.domain.Account;
import orderflow.kit.dynamodb.Page;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// All accounts, oldest first within each shard of the index, one shard after the other: the
/// cheapest way through all of them. Accounts that are made meanwhile may be missing.
public final class AccountExport {
  private final DynamoDbClient client;
  private final String table;

  public AccountExport(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// Where a page ended.
  ///
  /// @param userId the last account of the shard that was handed out; empty before the first
  public record Position(int shard, String userId) {
    /// Before the first account.
    public static final Position START = new Position(0, "");

    private static final Pattern FORM = Pattern.compile("([0-9])/(usr_[0-9A-Z]{26})?");

    /// The position of a text, if it is one.
    public static Optional<Position> parse(String text) {
      Matcher matcher = FORM.matcher(text);
      return matcher.matches()
          ? Optional.of(
              new Position(
                  Integer.parseInt(matcher.group(1)),
                  Optional.ofNullable(matcher.group(2)).orElse("")))
          : Optional.empty();
    }

    public String text() {
      return shard + "/" + userId;
    }

    private String after() {
      return userId.isEmpty() ? Account.ID_PREFIX : userId;
    }
  }

  /// One page; its `next` is the text of a [Position].
  public Page<Account> page(Position after, int limit) {
    List<String> ids = new ArrayList<>();
    Position position = after;
    while (position.shard() < AccountItems.LIST_SHARDS && ids.size() < limit) {
      List<String> found = ids(position, limit - ids.size());
      ids.addAll(found);
      position =
          ids.size() < limit
              ? new Position(position.shard() + 1, "")
              : new Position(position.shard(), ids.getLast());
    }
    return new Page<>(
        accounts(ids),
        position.shard() < AccountItems.LIST_SHARDS
            ? Optional.of(position.text())
            : Optional.empty());
  }

  private List<String> ids(Position after, int wanted) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .indexName("gsi1")
            .keyConditionExpression("gsi1pk = :pk AND gsi1sk > :after")
            .expressionAttributeValues(
                Map.of(
                    ":pk", Item.text(AccountItems.list(after.shard())),
                    ":after", Item.text(after.after())))
            .limit(wanted)
            .build();
    return client.query(query).items().stream()
        .map(item -> Item.read(item).requiredText("gsi1sk"))
        .toList();
  }

  private List<Account> accounts(List<String> ids) {
    return Reads.all(client, table, ids.stream().map(AccountItems::accountKey).toList()).stream()
        .map(AccountItems::account)
        .sorted(Comparator.comparingInt((Account account) -> ids.indexOf(account.id())))
        .toList();
  }
}
