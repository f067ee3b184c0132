package orderflow.local.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderflow.local.template.Table;

/// The accesses one DynamoDB request makes, as IAM sees them: a transaction or batch is checked
/// item by item under the action of each item (DynamoDB Developer Guide, "IAM with transactions").
record StoreCall(List<ItemAccess> accesses) {
  private static final String TABLE_ARN = "arn:aws:dynamodb:eu-west-1:000000000000:table/";
  private static final Set<String> TRANSACTION_ACTIONS =
      Set.of("Put", "Update", "Delete", "ConditionCheck", "Get");

  /// @param action without `dynamodb:`
  /// @param resource the table's name, with `/index/NAME` for an index
  /// @param leadingKey the partition key's value; empty when the request names none
  record ItemAccess(String action, String resource, Optional<String> leadingKey, String item) {

    Access asSeenByIam() {
      return new Access(
          "dynamodb:" + action,
          TABLE_ARN + resource,
          leadingKey.map(key -> Map.of("dynamodb:LeadingKeys", List.of(key))).orElse(Map.of()));
    }
  }

  static StoreCall of(String operation, JsonNode body, Map<String, Table> tables) {
    List<ItemAccess> accesses = new ArrayList<>();
    switch (operation) {
      case "TransactWriteItems", "TransactGetItems" ->
          body.path("TransactItems").forEach(item -> transaction(item, tables, accesses));
      case "BatchGetItem", "BatchWriteItem" ->
          body.path("RequestItems")
              .properties()
              .forEach(
                  table -> batch(operation, table.getKey(), table.getValue(), tables, accesses));
      default -> accesses.add(access(operation, body, tables));
    }
    return new StoreCall(accesses);
  }

  private static void transaction(
      JsonNode item, Map<String, Table> tables, List<ItemAccess> accesses) {
    item.properties().stream()
        .filter(action -> TRANSACTION_ACTIONS.contains(action.getKey()))
        .forEach(action -> {
          String name =
              action.getKey().equals("ConditionCheck")
                  ? "ConditionCheckItem"
                  : action.getKey() + "Item";
          accesses.add(access(name, action.getValue(), tables));
        });
  }

  private static void batch(
      String operation,
      String table,
      JsonNode items,
      Map<String, Table> tables,
      List<ItemAccess> accesses) {
    JsonNode keys = operation.equals("BatchGetItem") ? items.path("Keys") : items;
    for (JsonNode item : keys) {
      JsonNode holder = item.has("PutRequest") ? item.at("/PutRequest/Item") : item;
      JsonNode key = item.has("DeleteRequest") ? item.at("/DeleteRequest/Key") : holder;
      accesses.add(new ItemAccess(operation, table, leading(key, table, tables), ""));
    }
  }

  private static ItemAccess access(String action, JsonNode body, Map<String, Table> tables) {
    String name = body.path("TableName").asText();
    String index = body.path("IndexName").asText();
    String resource = index.isEmpty() ? name : name + "/index/" + index;
    JsonNode key = body.has("Key") ? body.get("Key") : body.path("Item");
    Optional<String> leading = action.equals("Query") ? queried(body) : leading(key, name, tables);
    return new ItemAccess(action, resource, leading, identity(key, name, tables));
  }

  private static String identity(JsonNode key, String name, Map<String, Table> tables) {
    Table table = tables.get(name);
    if (table == null) {
      return "";
    }
    String sort = table.keys().sortKey().map(part -> key.path(part).toString()).orElse("");
    return name + key.path(table.keys().partitionKey()) + sort;
  }

  private static Optional<String> leading(JsonNode key, String name, Map<String, Table> tables) {
    return Optional.ofNullable(tables.get(name))
        .map(table -> key.path(table.keys().partitionKey()))
        .filter(value -> !value.isMissingNode())
        .map(StoreCall::scalar);
  }

  /// The value that the key condition compares with `=`.
  private static Optional<String> queried(JsonNode body) {
    String condition = body.path("KeyConditionExpression").asText();
    return java.util.regex.Pattern.compile("[#\\w]+\\s*=\\s*(:\\w+)")
        .matcher(condition)
        .results()
        .map(found -> body.path("ExpressionAttributeValues").path(found.group(1)))
        .filter(value -> !value.isMissingNode())
        .map(StoreCall::scalar)
        .findFirst();
  }

  private static String scalar(JsonNode typed) {
    return typed.properties().stream()
        .findFirst()
        .map(value -> value.getValue().asText())
        .orElse("");
  }

  List<Access> asSeenByIam() {
    return accesses.stream().map(ItemAccess::asSeenByIam).toList();
  }

  List<String> resources() {
    return accesses.stream().map(ItemAccess::resource).distinct().toList();
  }

  /// Whether a transaction touches one item with two actions.
  boolean touchesAnItemTwice() {
    List<String> items =
        accesses.stream().map(ItemAccess::item).filter(item -> !item.isEmpty()).toList();
    return items.size() != Set.copyOf(items).size();
  }

  static String operation(String target) {
    int dot = target.indexOf('.');
    String operation = target.substring(dot + 1);
    return operation.isEmpty() ? target.toLowerCase(Locale.ROOT) : operation;
  }
}
