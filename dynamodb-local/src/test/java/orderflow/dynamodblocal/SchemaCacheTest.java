package orderflow.dynamodblocal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.dynamodb.services.local.shared.access.sqlite.TableSchemaInfo;
import software.amazon.dynamodb.services.local.shared.mapper.DynamoDbObjectMapper;

final class SchemaCacheTest {
  private final ObjectMapper mapper =
      new DynamoDbObjectMapper().registerModule(SchemaCache.module());

  @Test
  void a_description_is_parsed_once_for_the_same_json() throws IOException {
    byte[] json = json();

    TableSchemaInfo first = mapper.readValue(json, TableSchemaInfo.class);
    TableSchemaInfo again = mapper.readValue(json.clone(), TableSchemaInfo.class);

    assertThat(again).isSameAs(first);
    assertThat(mapper.writeValueAsBytes(first)).isEqualTo(json);
  }

  @Test
  void a_description_that_was_changed_in_place_is_parsed_anew() throws IOException {
    byte[] json = json();
    TableSchemaInfo first = mapper.readValue(json, TableSchemaInfo.class);

    first.setTimeToLiveAttributeName("expiresAt");
    TableSchemaInfo again = mapper.readValue(json, TableSchemaInfo.class);

    assertThat(again).isNotSameAs(first);
    assertThat(again.getTimeToLiveAttributeName()).isNull();
  }

  @Test
  void other_indexes_make_another_description() throws IOException {
    byte[] json = json();
    TableSchemaInfo first = mapper.readValue(json, TableSchemaInfo.class);

    first.setGsiDescList(
        List.of(GlobalSecondaryIndexDescription.builder().indexName("gsi9").build()));
    TableSchemaInfo again = mapper.readValue(json, TableSchemaInfo.class);

    assertThat(again).isNotSameAs(first);
  }

  @Test
  void an_update_of_one_table_leaves_its_twin_alone() {
    String table = TestTables.createWithoutStream("twin", List.of("gsi1"));
    String twin = TestTables.createWithoutStream("twin", List.of("gsi1"));

    TestTables.client()
        .updateTimeToLive(request ->
            request
                .tableName(table)
                .timeToLiveSpecification(ttl -> ttl.attributeName("expiresAt").enabled(true)));

    assertThat(status(table)).isEqualTo(TimeToLiveStatus.ENABLED);
    assertThat(status(twin)).isEqualTo(TimeToLiveStatus.DISABLED);
  }

  private static TimeToLiveStatus status(String table) {
    return TestTables.client()
        .describeTimeToLive(request -> request.tableName(table))
        .timeToLiveDescription()
        .timeToLiveStatus();
  }

  private byte[] json() throws IOException {
    AttributeDefinition key =
        AttributeDefinition.builder()
            .attributeName("pk")
            .attributeType(ScalarAttributeType.S)
            .build();
    return mapper.writeValueAsBytes(
        new TableSchemaInfo(key, null, List.of(key), List.of(), List.of()));
  }
}
