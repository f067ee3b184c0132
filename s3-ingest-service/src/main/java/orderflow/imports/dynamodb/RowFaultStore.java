package orderflow.imports.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.imports.domain.CellFault;
import orderflow.imports.domain.RowFault;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.ItemBuilder;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.dynamodb.PartialBatch;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Faults of rows. Their keys come from row and number alone, so a row that has its turn again
/// overwrites what it wrote before, and a query gives them in input order.
public final class RowFaultStore {
  private static final int MAX_WRITES = 25;

  private final DynamoDbClient client;
  private final String table;
  private final RandomGenerator random;

  /// Prepares the store.
  ///
  /// @param random for the pauses while the table is too busy
  public RowFaultStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.random = random;
  }

  /// Writes faults, over those that stand there.
  ///
  /// @param deadline of the pauses while the table is too busy
  public void write(String importId, List<RowFault> faults, Deadline deadline) {
    List<WriteRequest> writes = faults.stream().map(fault -> write(importId, fault)).toList();
    for (int from = 0; from < writes.size(); from += MAX_WRITES) {
      batch(writes.subList(from, Math.min(writes.size(), from + MAX_WRITES)), deadline);
    }
  }

  /// One page in input order. It has less than the limit when the rows are long.
  ///
  /// @param after position of the last fault of the page before
  public Page<RowFault> page(String importId, int limit, Optional<String> after) {
    QueryResponse response =
        client.query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk > :after")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", Keys.text(Keys.faults(importId)),
                        ":after", Keys.text(after.orElse(" "))))
                .consistentRead(true)
                .limit(limit + 1));
    List<RowFault> read = response.items().stream().map(RowFaultStore::read).toList();
    return Page.of(
        read,
        limit,
        response.hasLastEvaluatedKey(),
        fault -> Keys.fault(fault.row(), fault.number()));
  }

  /// A batch may be taken in part (DynamoDB API Reference, BatchWriteItem, "UnprocessedItems").
  private void batch(List<WriteRequest> writes, Deadline deadline) {
    Map<String, List<WriteRequest>> open = Map.of(table, writes);
    PartialBatch pauses = PartialBatch.until(deadline, random);
    int left = writes.size();
    while (!open.isEmpty()) {
      Map<String, List<WriteRequest>> asked = open;
      BatchWriteItemResponse response = client.batchWriteItem(write -> write.requestItems(asked));
      open = response.unprocessedItems();
      int now = open.getOrDefault(table, List.of()).size();
      if (now > 0) {
        pauses.pause(now < left);
      }
      left = now;
    }
  }

  private static WriteRequest write(String importId, RowFault row) {
    CellFault fault = row.fault();
    Map<String, AttributeValue> item =
        ItemBuilder.item(Keys.key(Keys.faults(importId), Keys.fault(row.row(), row.number())))
            .with("row", row.row())
            .with("line", row.line())
            .with("number", row.number())
            .with("column", fault.column())
            .with("code", fault.code())
            .with("detail", fault.detail())
            .with("hint", fault.hint())
            .with("excerpt", fault.excerpt())
            .withEach("cells", row.cells(), AttributeValue::fromS)
            .build();
    return WriteRequest.builder().putRequest(put -> put.item(item)).build();
  }

  private static RowFault read(Map<String, AttributeValue> attributes) {
    Item item = new Item(attributes);
    CellFault fault =
        new CellFault(
            item.optionalText("column"),
            item.text("code"),
            item.text("detail"),
            item.text("hint"),
            item.text("excerpt"));
    List<String> cells = new ArrayList<>();
    Objects.requireNonNull(attributes.get("cells")).l().forEach(cell -> cells.add(cell.s()));
    return new RowFault(
        item.number("row"), item.number("line"), (int) item.number("number"), fault, cells);
  }
}
