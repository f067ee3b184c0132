package orderflow.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import orderflow.dynamodblocal.TestTables;
import orderflow.local.template.SourcePosition;
import orderflow.local.template.Table;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class TablesTest {
  @Test
  void a_table_is_created_once_with_index_stream_and_expiry() {
    Table table = table("Provisioned-" + UUID.randomUUID());

    boolean first = Tables.create(TestTables.endpoint(), List.of(table));
    boolean second = Tables.create(TestTables.endpoint(), List.of(table));

    TableDescription description =
        TestTables.client().describeTable(request -> request.tableName(table.name())).table();
    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(description.globalSecondaryIndexes()).hasSize(1);
    assertThat(description.streamSpecification().streamEnabled()).isTrue();
    assertThat(
            TestTables.client()
                .describeTimeToLive(request -> request.tableName(table.name()))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("expiresAt");
  }

  private static Table table(String name) {
    Table.KeySchema index = new Table.KeySchema("gsi1pk", Optional.of("gsi1sk"));
    return new Table(
        "T",
        name,
        Map.of("pk", "S", "sk", "S", "gsi1pk", "S", "gsi1sk", "S"),
        new Table.KeySchema("pk", Optional.of("sk")),
        List.of(new Table.Index("gsi1", index, "KEYS_ONLY", List.of())),
        Optional.of("NEW_AND_OLD_IMAGES"),
        Optional.of("expiresAt"),
        new SourcePosition(Path.of("t"), 1, 1));
  }
}
