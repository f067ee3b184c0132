package orderflow.imports.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.imports.domain.Checkpoint;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.Progress;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Imports as they are announced and read.
public final class ImportStore {
  private static final int MARKER = 1;

  private final DynamoDbClient client;
  private final String table;
  private final Transactions transactions;

  public ImportStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.transactions = new Transactions(client, random);
  }

  /// Writes a new import with the answer to the request that announced it.
  public Commit announce(Import made, Attempt attempt, Answer answer, Deadline deadline) {
    return switch (transactions.write(
        List.of(create(table, made), attempt.mark(table, answer)), deadline)) {
      case Transactions.Committed _ -> new Commit.Done();
      case Transactions.Busy _ -> new Commit.Busy();
      case Transactions.Failed(var items) ->
          new Commit.Known(
              Optional.ofNullable(items.get(MARKER))
                  .<Marker>map(attempt::read)
                  .orElse(new Marker.None()));
    };
  }

  /// A strong read of an import and its checkpoint, which share a partition.
  public Optional<Progress> find(String importId) {
    List<Map<String, AttributeValue>> items =
        client
            .query(query ->
                query
                    .tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", Keys.text(Keys.partition(importId))))
                    .consistentRead(true))
            .items();
    return progress(items);
  }

  /// Puts items of one partition together.
  static Optional<Progress> progress(List<Map<String, AttributeValue>> items) {
    Optional<Import> file = item(items, Keys.IMPORT).map(ImportItems::read);
    Optional<Checkpoint> checkpoint = item(items, Keys.CHECKPOINT).map(CheckpointItems::read);
    return file.map(
        found -> new Progress(found, checkpoint.orElse(Checkpoint.none(found.createdAt()))));
  }

  private static Optional<Map<String, AttributeValue>> item(
      List<Map<String, AttributeValue>> items, String sk) {
    return items.stream()
        .filter(item -> Objects.requireNonNull(item.get("sk")).s().equals(sk))
        .findFirst();
  }

  static TransactWriteItem create(String table, Import made) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(ImportItems.write(made))
                .conditionExpression("attribute_not_exists(pk)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }
}
