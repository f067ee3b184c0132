package orderflow.local.dynamodb;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orderflow.local.template.Table;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/// Creates the tables of a template in a store.
public final class Tables {
  private Tables() {}

  /// Creates what is not there yet.
  ///
  /// @return whether at least one table was new: the store was empty
  public static boolean create(URI endpoint, Iterable<Table> tables) {
    boolean created = false;
    try (DynamoDbClient client = client(endpoint)) {
      for (Table table : tables) {
        created |= create(client, table);
      }
    }
    return created;
  }

  /// Deletes every item.
  ///
  /// @return how many there were
  public static long empty(URI endpoint, Iterable<Table> tables) {
    long deleted = 0;
    try (DynamoDbClient client = client(endpoint)) {
      for (Table table : tables) {
        for (var item : client.scanPaginator(scan -> scan.tableName(table.name())).items()) {
          client.deleteItem(delete -> delete.tableName(table.name()).key(keyOf(table, item)));
          deleted++;
        }
      }
    }
    return deleted;
  }

  private static Map<String, AttributeValue> keyOf(Table table, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new HashMap<>(item);
    key.keySet().retainAll(names(table.keys()));
    return key;
  }

  private static Set<String> names(Table.KeySchema keys) {
    return Stream.concat(Stream.of(keys.partitionKey()), keys.sortKey().stream())
        .collect(Collectors.toSet());
  }

  private static DynamoDbClient client(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private static boolean create(DynamoDbClient client, Table table) {
    try {
      client.createTable(request(table));
    } catch (ResourceInUseException there) {
      return false;
    }
    table.ttlAttribute().ifPresent(attribute -> expire(client, table.name(), attribute));
    return true;
  }

  private static void expire(DynamoDbClient client, String table, String attribute) {
    try {
      client.updateTimeToLive(request ->
          request
              .tableName(table)
              .timeToLiveSpecification(ttl -> ttl.attributeName(attribute).enabled(true)));
    } catch (DynamoDbException e) {
      if (!e.awsErrorDetails().errorCode().equals("UnknownOperationException")) {
        throw e;
      }
    }
  }

  private static CreateTableRequest request(Table table) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keys(table.keys()))
            .attributeDefinitions(
                table.attributes().entrySet().stream().map(Tables::attribute).toList());
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(table.indexes().stream().map(Tables::index).toList());
    }
    table
        .streamViewType()
        .ifPresent(type ->
            request.streamSpecification(stream -> stream.streamEnabled(true).streamViewType(type)));
    return request.build();
  }

  private static AttributeDefinition attribute(Map.Entry<String, String> attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute.getKey())
        .attributeType(attribute.getValue())
        .build();
  }

  private static GlobalSecondaryIndex index(Table.Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keys(index.keys()))
        .projection(projection -> {
          projection.projectionType(index.projection());
          if (!index.projected().isEmpty()) {
            projection.nonKeyAttributes(index.projected());
          }
        })
        .build();
  }

  private static List<KeySchemaElement> keys(Table.KeySchema keys) {
    return Stream.concat(
            Stream.of(key(keys.partitionKey(), KeyType.HASH)),
            keys.sortKey().stream().map(name -> key(name, KeyType.RANGE)))
        .toList();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
