package orderflow.dynamodblocal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TestTablesTest {

  @Test
  void a_table_takes_items_and_shows_their_keys_in_its_index() {
    String table = TestTables.create("Orders", List.of("gsi1"));
    Map<String, AttributeValue> item =
        Map.of("pk", s("A"), "sk", s("B"), "gsi1pk", s("C"), "gsi1sk", s("D"), "more", s("x"));

    TestTables.client().putItem(put -> put.tableName(table).item(item));

    assertThat(TestTables.scan(table)).containsExactly(item);
    assertThat(inIndex(table))
        .singleElement()
        .satisfies(found -> assertThat(found).containsKey("gsi1sk").doesNotContainKey("more"));
  }

  @Test
  void tables_of_one_prefix_are_apart_and_served_on_loopback() {
    assertThat(TestTables.create("T", List.of())).isNotEqualTo(TestTables.create("T", List.of()));
    assertThat(TestTables.endpoint().getHost()).isEqualTo("127.0.0.1");
  }

  private static List<Map<String, AttributeValue>> inIndex(String table) {
    return TestTables.client()
        .query(query ->
            query
                .tableName(table)
                .indexName("gsi1")
                .keyConditionExpression("gsi1pk = :c")
                .expressionAttributeValues(Map.of(":c", s("C"))))
        .items();
  }

  private static AttributeValue s(String value) {
    return AttributeValue.fromS(value);
  }
}
