package orderflow.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.dynamodblocal.TestTables;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class TableViewTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String table = TestTables.create("View", List.of());

  @Test
  void items_are_plain_json_of_every_type() throws Exception {
    put(
        "a",
        Map.of(
            "n", AttributeValue.fromN("12.50"),
            "m", AttributeValue.fromM(Map.of("x", AttributeValue.fromBool(true))),
            "l", AttributeValue.fromL(List.of(AttributeValue.fromNul(true))),
            "ns", AttributeValue.fromNs(List.of("1")),
            "b", AttributeValue.fromB(SdkBytes.fromUtf8String("hi"))));

    List<JsonNode> items = items(Optional.of("a"));

    // Read again, because numbers of the view are decimals and those of the text are doubles.
    assertThat(JSON.readTree(items.toString()))
        .containsExactly(
            JSON.readTree(
                """
                {"b":"base64:aGk=","l":[null],"m":{"x":true},"n":12.5,"ns":[1],"pk":"a","sk":"s"}
                """));
  }

  @Test
  void a_partition_is_asked_for_alone() throws Exception {
    put("a", Map.of());
    put("b", Map.of());

    assertThat(items(Optional.of("b"))).hasSize(1);
    assertThat(items(Optional.empty())).hasSize(2);
  }

  @Test
  void an_unknown_table_is_told_in_the_stores_words() {
    try (TableView view = new TableView(TestTables.endpoint())) {
      assertThatThrownBy(() -> view.items("Nope-" + table, Optional.empty(), 1))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("non-existent table");
    }
  }

  private List<JsonNode> items(Optional<String> partition)
      throws IOException, InterruptedException {
    try (TableView view = new TableView(TestTables.endpoint())) {
      return view.items(table, partition, 10);
    }
  }

  private void put(String key, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> item = new java.util.HashMap<>(more);
    item.put("pk", AttributeValue.fromS(key));
    item.put("sk", AttributeValue.fromS("s"));
    TestTables.client().putItem(request -> request.tableName(table).item(item));
  }
}
