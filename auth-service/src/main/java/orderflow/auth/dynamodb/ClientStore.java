package orderflow.auth.dynamodb;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Client;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Clients in AuthTable. Reads by id are strong; the list is of an index, which lags behind, and
/// what it names is read from the table.
public final class ClientStore {
  /// Above every id: `~` is behind all characters of base 32.
  private static final String AFTER_ALL = Client.ID_PREFIX + "~";

  private final DynamoDbClient client;
  private final Transactions transactions;
  private final String table;

  public ClientStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.transactions = new Transactions(client, random);
    this.table = table;
  }

  public Optional<Client> find(String clientId) {
    return Reads.strong(client, table, ClientItems.key(clientId)).map(ClientItems::client);
  }

  /// The clients, the newest first.
  ///
  /// @param before id of the last client of the page before
  public Page<Client> page(int limit, Optional<String> before) {
    List<String> ids = ids(before.orElse(AFTER_ALL), limit + 1);
    Page<String> page = Page.of(ids, limit, id -> id);
    List<Client> clients =
        Reads.all(client, table, page.data().stream().map(ClientItems::key).toList()).stream()
            .map(ClientItems::client)
            .sorted(Comparator.comparing(Client::id).reversed())
            .toList();
    return new Page<>(clients, page.next());
  }

  private List<String> ids(String before, int wanted) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .indexName("gsi1")
            .keyConditionExpression("gsi1pk = :list AND gsi1sk < :before")
            .expressionAttributeValues(
                Map.of(":list", Item.text(ClientItems.LIST), ":before", Item.text(before)))
            .scanIndexForward(false)
            .limit(wanted)
            .build();
    return client.query(query).items().stream()
        .map(item -> Item.read(item).requiredText("gsi1sk"))
        .toList();
  }

  /// Creates a client with the audit entry and the marker of the request, all or nothing.
  ///
  /// @param answer what a replay is answered with; holds no secret
  /// @return the marker that answers when there is one; nothing when other writes were in the way
  public Marker create(
      Client fresh, Attempt attempt, Answer answer, AuditEntry entry, Deadline deadline) {
    TransactWriteItem created =
        TransactWriteItem.builder()
            .put(put ->
                put.tableName(table)
                    .item(ClientItems.of(fresh))
                    .conditionExpression("attribute_not_exists(pk)"))
            .build();
    List<TransactWriteItem> all =
        List.of(attempt.mark(table, answer), created, AuditItems.put(table, entry));
    return switch (transactions.write(all, deadline)) {
      case Transactions.Committed _ -> new Marker.Answered(answer, true);
      case Transactions.Failed(var items) -> attempt.read(items.getOrDefault(0, Map.of()));
      case Transactions.Busy _ -> new Marker.None();
    };
  }

  /// Replaces a client by its next version, with the audit entry, all or nothing.
  ///
  /// @return whether the stored version is the one before and nothing else was in the way; if not,
  ///   read again and decide again
  public boolean change(Client next, AuditEntry entry, Deadline deadline) {
    TransactWriteItem following =
        TransactWriteItem.builder()
            .put(put ->
                put.tableName(table)
                    .item(ClientItems.of(next))
                    .conditionExpression("version = :before")
                    .expressionAttributeValues(Map.of(":before", Item.number(next.version() - 1))))
            .build();
    return committed(following, entry, deadline);
  }

  /// Deletes a client, with the audit entry, all or nothing.
  ///
  /// @return whether it was there and nothing else was in the way; if not, read again and decide
  ///   again
  public boolean delete(String clientId, AuditEntry entry, Deadline deadline) {
    TransactWriteItem deleted =
        TransactWriteItem.builder()
            .delete(delete ->
                delete
                    .tableName(table)
                    .key(ClientItems.key(clientId))
                    .conditionExpression("attribute_exists(pk)"))
            .build();
    return committed(deleted, entry, deadline);
  }

  private boolean committed(TransactWriteItem action, AuditEntry entry, Deadline deadline) {
    return transactions.write(List.of(action, AuditItems.put(table, entry)), deadline)
        instanceof Transactions.Committed;
  }
}
