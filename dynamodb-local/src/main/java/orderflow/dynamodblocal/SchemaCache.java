package orderflow.dynamodblocal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccessJob;
import software.amazon.dynamodb.services.local.shared.access.sqlite.TableSchemaInfo;
import software.amazon.dynamodb.services.local.shared.mapper.DynamoDbObjectMapper;

/// Spares DynamoDB Local from parsing the description of a table again for each item it touches,
/// which is a quarter of what a transaction costs it (version 3.3.1).
///
/// A description is remembered by its JSON, so a changed table is parsed anew. DynamoDB Local
/// changes the parsed description in place when it updates a table, and another table may have the
/// same JSON: a description that is no longer as it was parsed is not given again.
final class SchemaCache extends JsonDeserializer<TableSchemaInfo> {
  /// More tables than any one process has.
  private static final int LIMIT = 1_000;

  private final ObjectMapper plain = new DynamoDbObjectMapper();
  private final Map<ByteBuffer, Parsed> parsed = new ConcurrentHashMap<>();

  /// Makes DynamoDB Local's readers of descriptions use one cache. Before its first request: a
  /// mapper that has read a description keeps its own way.
  static void install() {
    SimpleModule module = module();
    for (Class<?> reader : List.of(SQLiteDBAccess.class, SQLiteDBAccessJob.class)) {
      Inside.staticField(reader, DynamoDbObjectMapper.class).registerModule(module);
    }
  }

  static SimpleModule module() {
    return new SimpleModule("orderflow-schema-cache")
        .addDeserializer(TableSchemaInfo.class, new SchemaCache());
  }

  @Override
  public TableSchemaInfo deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    rest.write('{');
    parser.releaseBuffered(rest);
    byte[] json = rest.toByteArray();
    Parsed known = parsed.get(ByteBuffer.wrap(json));
    return known != null && known.isUnchanged() ? known.schema() : parse(json);
  }

  private TableSchemaInfo parse(byte[] json) throws IOException {
    TableSchemaInfo schema = plain.readValue(json, TableSchemaInfo.class);
    if (parsed.size() >= LIMIT) {
      parsed.clear();
    }
    parsed.put(ByteBuffer.wrap(json), Parsed.of(schema));
    return schema;
  }

  /// A description and what of it an update of its table changes.
  private record Parsed(
      TableSchemaInfo schema,
      @Nullable String timeToLive,
      List<AttributeDefinition> attributes,
      List<GlobalSecondaryIndexDescription> indexes) {

    static Parsed of(TableSchemaInfo schema) {
      return new Parsed(
          schema,
          schema.getTimeToLiveAttributeName(),
          copy(schema.getAttributes()),
          copy(schema.getGsiDescList()));
    }

    boolean isUnchanged() {
      return equals(of(schema));
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
      return list == null ? List.of() : List.copyOf(list);
    }
  }
}
