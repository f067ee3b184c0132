package orderflow.imports.dynamodb;

import java.util.Map;
import java.util.Optional;
import orderflow.imports.domain.ImportSettings;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.ItemBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Which import was the first of a content, for one kind and mode.
public final class ContentStore {
  private final DynamoDbClient client;
  private final String table;

  public ContentStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// Makes an import the first of its content, if there is none yet.
  ///
  /// @return the import that was first; nothing when this one is
  public Optional<String> claim(String sha256, ImportSettings settings, String importId) {
    return put(
        sha256, settings, importId, "attribute_not_exists(pk) OR importId = :other", importId);
  }

  /// Makes an import the first in place of one that failed.
  ///
  /// @return the import that is first by now; nothing when this one is
  public Optional<String> replace(
      String sha256, ImportSettings settings, String importId, String failed) {
    return put(sha256, settings, importId, "importId = :other", failed);
  }

  private Optional<String> put(
      String sha256, ImportSettings settings, String importId, String condition, String other) {
    Map<String, AttributeValue> item =
        ItemBuilder.item(Keys.content(sha256, settings)).with("importId", importId).build();
    try {
      client.putItem(put ->
          put.tableName(table)
              .item(item)
              .conditionExpression(condition)
              .expressionAttributeValues(Map.of(":other", Keys.text(other)))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      String first = new Item(e.item()).text("importId");
      // A try whose answer was lost may have written this very import.
      return first.equals(importId) ? Optional.empty() : Optional.of(first);
    }
  }
}
