package orderflow.dynamodblocal;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/// Tables for tests, all on one server a JVM: it costs a second of CPU to start. Every table has a
/// name of its own, so tests share nothing. The tables have the project's one shape: string `pk`
/// and `sk`, indexes `gsiN` over `gsiNpk` and `gsiNsk` with keys only, on demand.
public final class TestTables {

  private TestTables() {}

  /// Where the shared server listens.
  public static URI endpoint() {
    return Shared.SERVER.endpoint();
  }

  /// A client of the shared server.
  public static DynamoDbClient client() {
    return Shared.CLIENT;
  }

  /// Creates a table with a stream and returns its name: the prefix and a random end.
  ///
  /// @param indexes names such as `gsi1`
  public static String create(String prefix, List<String> indexes) {
    return create(
        table(prefix, indexes)
            .streamSpecification(stream ->
                stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
  }

  /// The same without a stream, for tests that write much: a record of each change that nobody
  /// reads costs time and memory.
  public static String createWithoutStream(String prefix, List<String> indexes) {
    return create(table(prefix, indexes));
  }

  private static String create(CreateTableRequest.Builder table) {
    CreateTableRequest request = table.build();
    client().createTable(request);
    return request.tableName();
  }

  private static CreateTableRequest.Builder table(String prefix, List<String> indexes) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(prefix + "-" + UUID.randomUUID())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attributes(indexes))
            .keySchema(key("pk", "sk"));
    if (!indexes.isEmpty()) {
      request.globalSecondaryIndexes(indexes.stream().map(TestTables::index).toList());
    }
    return request;
  }

  /// Every item of a table, for assertions.
  public static List<Map<String, AttributeValue>> scan(String table) {
    ScanRequest request = ScanRequest.builder().tableName(table).consistentRead(true).build();
    return client().scanPaginator(request).items().stream().toList();
  }

  private static List<AttributeDefinition> attributes(List<String> indexes) {
    return Stream.concat(
            Stream.of("pk", "sk"),
            indexes.stream().flatMap(index -> Stream.of(index + "pk", index + "sk")))
        .map(name ->
            AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build())
        .toList();
  }

  private static List<KeySchemaElement> key(String hash, String range) {
    return List.of(
        KeySchemaElement.builder().attributeName(hash).keyType(KeyType.HASH).build(),
        KeySchemaElement.builder().attributeName(range).keyType(KeyType.RANGE).build());
  }

  private static GlobalSecondaryIndex index(String name) {
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(key(name + "pk", name + "sk"))
        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
        .build();
  }

  /// Started at first use and ended with the JVM.
  private static final class Shared {
    static final DynamoDbLocalServer SERVER = DynamoDbLocalServer.start(0, Optional.empty());
    static final DynamoDbClient CLIENT =
        DynamoDbClient.builder()
            .endpointOverride(SERVER.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    private Shared() {}
  }
}
