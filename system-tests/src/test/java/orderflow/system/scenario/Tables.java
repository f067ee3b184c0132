package orderflow.system.scenario;

import java.util.Map;
import java.util.Optional;
import orderflow.local.platform.Platform;
import orderflow.local.template.Table;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Items of the platform's tables, read and written past the API. Its caller has no name, so no
/// policy restricts it.
final class Tables {
  private final Platform platform;

  Tables(Platform platform) {
    this.platform = platform;
  }

  /// An item that is expected to be there.
  ///
  /// @param table its place in the template
  Map<String, AttributeValue> get(String table, String pk, String sk) {
    try (DynamoDbClient client = client()) {
      Map<String, AttributeValue> item =
          client
              .getItem(get -> get.tableName(name(table)).key(key(pk, sk)).consistentRead(true))
              .item();
      return Optional.of(item).filter(found -> !found.isEmpty()).orElseThrow();
    }
  }

  void put(String table, Map<String, AttributeValue> item) {
    try (DynamoDbClient client = client()) {
      client.putItem(put -> put.tableName(name(table)).item(item));
    }
  }

  void delete(String table, String pk, String sk) {
    try (DynamoDbClient client = client()) {
      client.deleteItem(delete -> delete.tableName(name(table)).key(key(pk, sk)));
    }
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", text(pk), "sk", text(sk));
  }

  private String name(String table) {
    Table found = Optional.ofNullable(platform.template().tables().get(table)).orElseThrow();
    return found.name();
  }

  private DynamoDbClient client() {
    return DynamoDbClient.builder()
        .endpointOverride(platform.dynamodb())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
