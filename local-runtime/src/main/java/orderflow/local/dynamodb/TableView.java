package orderflow.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table's items as a person reads them, plain JSON instead of typed attributes, and as the AWS
/// CLI writes them.
public final class TableView implements AutoCloseable {
  private final StoreApi api;

  /// A view through the gateway or past it.
  ///
  /// @param endpoint the store gateway or the store itself
  public TableView(URI endpoint) {
    this.api = new StoreApi(endpoint);
  }

  /// Items of one partition in the order of their sort keys, or any items.
  ///
  /// @param partition value of the key `pk`
  /// @throws IOException if there is no such table, with DynamoDB's words
  public List<JsonNode> items(String table, Optional<String> partition, int limit)
      throws IOException, InterruptedException {
    ObjectNode request =
        StoreApi.JSON.createObjectNode().put("TableName", table).put("Limit", limit);
    partition.ifPresent(value -> {
      request.put("KeyConditionExpression", "pk = :pk");
      request.putObject("ExpressionAttributeValues").putObject(":pk").put("S", value);
    });
    JsonNode answer = api.table(partition.isPresent() ? "Query" : "Scan", request);
    return answer.path("Items").valueStream().map(TableView::members).toList();
  }

  /// Puts an item of typed attributes, as `aws dynamodb put-item` takes it.
  ///
  /// @throws IOException if the store refuses it, with DynamoDB's words
  public void put(String table, JsonNode item) throws IOException, InterruptedException {
    ObjectNode request = StoreApi.JSON.createObjectNode().put("TableName", table);
    request.set("Item", item);
    api.table("PutItem", request);
  }

  @Override
  public void close() {
    api.close();
  }

  private static JsonNode members(JsonNode attributes) {
    ObjectNode plain = JsonNodeFactory.instance.objectNode();
    attributes.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(attribute -> plain.set(attribute.getKey(), plain(attribute.getValue())));
    return plain;
  }

  private static JsonNode plain(JsonNode typed) {
    Map.Entry<String, JsonNode> value = typed.properties().iterator().next();
    return switch (value.getKey()) {
      case "M" -> members(value.getValue());
      case "L" -> elements(value.getValue());
      case "N" -> JsonNodeFactory.instance.numberNode(new BigDecimal(value.getValue().asText()));
      case "NS" -> {
        ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
        value.getValue().forEach(number -> numbers.add(new BigDecimal(number.asText())));
        yield numbers;
      }
      case "NULL" -> JsonNodeFactory.instance.nullNode();
      case "B" -> TextNode.valueOf("base64:" + value.getValue().asText());
      default -> value.getValue();
    };
  }

  private static JsonNode elements(JsonNode list) {
    ArrayNode plain = JsonNodeFactory.instance.arrayNode();
    list.forEach(element -> plain.add(plain(element)));
    return plain;
  }
}
