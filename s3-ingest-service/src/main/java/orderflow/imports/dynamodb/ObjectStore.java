package orderflow.imports.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.ImportStatus;
import orderflow.imports.domain.ObjectVersion;
import orderflow.imports.domain.Sequencer;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.ItemBuilder;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Which import the newest version of an object belongs to. S3 delivers events more than once and
/// in any order; the sequencer in a condition makes duplicates and late ones harmless.
public final class ObjectStore {
  private final DynamoDbClient client;
  private final String table;
  private final Transactions transactions;

  public ObjectStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.transactions = new Transactions(client, random);
  }

  /// What is known of a version of an object before anything is written.
  public Optional<Arrival> find(ObjectVersion object) {
    Map<String, AttributeValue> item =
        client
            .getItem(read ->
                read.tableName(table)
                    .key(Keys.object(object.bucket(), object.key()))
                    .consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : known(item, object);
  }

  /// Gives the version to an import, in one transaction with the import's own change.
  ///
  /// @param file the announced import as it is once the file has arrived, or a new one
  /// @throws IllegalStateException when other writes were in the way until the tries ran out
  public Arrival note(ObjectVersion object, Import file, Deadline deadline) {
    TransactWriteItem change = file.version() > 1 ? arrived(file) : ImportStore.create(table, file);
    return switch (transactions.write(List.of(latest(object, file.id()), change), deadline)) {
      case Transactions.Committed _ -> new Arrival.Noted();
      case Transactions.Failed(var items) ->
          Optional.ofNullable(items.get(0))
              .flatMap(item -> known(item, object))
              .orElse(new Arrival.NotAwaited());
      case Transactions.Busy _ ->
          throw new IllegalStateException("the arrival of a file could not be noted: busy");
    };
  }

  private static Optional<Arrival> known(Map<String, AttributeValue> item, ObjectVersion object) {
    Item latest = new Item(item);
    int order = new Sequencer(latest.text("sequencer")).compareTo(object.sequencer());
    if (order < 0) {
      return Optional.empty();
    }
    return Optional.of(
        order == 0 ? new Arrival.Known(latest.text("importId")) : new Arrival.Late());
  }

  private TransactWriteItem latest(ObjectVersion object, String importId) {
    Map<String, AttributeValue> item =
        ItemBuilder.item(Keys.object(object.bucket(), object.key()))
            .with("sequencer", object.sequencer().padded())
            .with("importId", importId)
            .build();
    Map<String, AttributeValue> values =
        Map.of(":sequencer", Objects.requireNonNull(item.get("sequencer")));
    return put(
        Put.builder()
            .item(item)
            .conditionExpression("attribute_not_exists(pk) OR sequencer < :sequencer")
            .expressionAttributeValues(values));
  }

  private TransactWriteItem arrived(Import file) {
    return put(
        Put.builder()
            .item(ImportItems.write(file))
            .conditionExpression("#status = :awaiting")
            .expressionAttributeNames(Map.of("#status", "status"))
            .expressionAttributeValues(
                Map.of(":awaiting", Keys.text(ImportStatus.AWAITING_UPLOAD.wire()))));
  }

  private TransactWriteItem put(Put.Builder put) {
    return TransactWriteItem.builder()
        .put(
            put.tableName(table)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }
}
