package orderflow.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import orderflow.dynamodblocal.DynamoDbLocalServer;
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
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// DynamoDB Local in a process of its own, as the local platform runs it, with the tables of the
/// authentication and the orders service.
final class Store implements AutoCloseable {
  static final String AUTH_TABLE = "auth";
  static final String KEY_TABLE = "keys";
  static final String ORDERS_TABLE = "orders";
  static final String VIEWS_TABLE = "views";
  private static final String READY = "READY ";

  private final Process process;
  private final URI endpoint;

  private Store(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static Store start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms32m",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            DynamoDbLocalServer.class.getName(),
            "--port",
            "0");
    builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    Store store = new Store(process, endpoint(process));
    store.createTables();
    return store;
  }

  private static URI endpoint(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("DynamoDB Local ended before it was ready");
    }
    return URI.create("http://127.0.0.1:" + line.substring(READY.length()).strip());
  }

  URI endpoint() {
    return endpoint;
  }

  private void createTables() {
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      create(client, AUTH_TABLE, List.of("gsi1", "gsi2"));
      create(client, KEY_TABLE, List.of());
      create(client, ORDERS_TABLE, List.of("gsi1", "gsi2", "gsi3"));
      create(client, VIEWS_TABLE, List.of());
    }
  }

  private static void create(DynamoDbClient client, String name, List<String> indexes) {
    client.createTable(table -> {
      table
          .tableName(name)
          .billingMode(BillingMode.PAY_PER_REQUEST)
          .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE));
      ArrayList<AttributeDefinition> attributes = new ArrayList<>(List.of(text("pk"), text("sk")));
      indexes.forEach(index -> {
        attributes.add(text(index + "pk"));
        attributes.add(text(index + "sk"));
      });
      table.attributeDefinitions(attributes);
      if (!indexes.isEmpty()) {
        table.globalSecondaryIndexes(
            indexes.stream()
                .map(index ->
                    GlobalSecondaryIndex.builder()
                        .indexName(index)
                        .keySchema(
                            key(index + "pk", KeyType.HASH), key(index + "sk", KeyType.RANGE))
                        .projection(projection -> projection.projectionType("KEYS_ONLY"))
                        .build())
                .toList());
      }
    });
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
