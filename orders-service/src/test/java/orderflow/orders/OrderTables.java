package orderflow.orders;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// OrdersTable under a fresh name on a DynamoDB Local of this JVM.
public record OrderTables(DynamoDbClient client, URI endpoint, String table) {

  public static OrderTables create() {
    OrderTables tables =
        new OrderTables(Local.CLIENT, Local.ENDPOINT, "orders-" + UUID.randomUUID());
    tables.create(tables.table(), List.of("gsi1", "gsi2", "gsi3"));
    return tables;
  }

  /// The environment of the functions on this table.
  public Map<String, String> environment() {
    return Map.of(
        "ORDERS_TABLE", table,
        "ORDER_EXPIRY", "PT30M",
        "AWS_REGION", "eu-west-1",
        "AWS_ACCESS_KEY_ID", "local",
        "AWS_SECRET_ACCESS_KEY", "local",
        "AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString());
  }

  private void create(String name, List<String> indexes) {
    client.createTable(table -> {
      table
          .tableName(name)
          .billingMode(BillingMode.PAY_PER_REQUEST)
          .attributeDefinitions(attributes(indexes))
          .keySchema(schema("pk", "sk"));
      if (!indexes.isEmpty()) {
        table.globalSecondaryIndexes(indexes.stream().map(OrderTables::index).toList());
      }
    });
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

  private static GlobalSecondaryIndex index(String name) {
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(schema(name + "pk", name + "sk"))
        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
        .build();
  }

  private static List<KeySchemaElement> schema(String pk, String sk) {
    return List.of(
        KeySchemaElement.builder().attributeName(pk).keyType(KeyType.HASH).build(),
        KeySchemaElement.builder().attributeName(sk).keyType(KeyType.RANGE).build());
  }

  private static final class Local {
    static final URI ENDPOINT = start();
    static final DynamoDbClient CLIENT =
        DynamoDbClient.builder()
            .endpointOverride(ENDPOINT)
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    private Local() {}

    private static URI start() {
      try {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(
            new LocalDynamoDBServerHandler(
                new LocalDynamoDBRequestHandler(0, true, null, true, false), "*"));
        server.start();
        return URI.create("http://127.0.0.1:" + server.getURI().getPort());
      } catch (Exception e) {
        throw new IllegalStateException("DynamoDB Local does not start", e);
      }
    }
  }
}
