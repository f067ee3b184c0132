package orderflow.local.cli;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/// The AWS SDK against a running platform, as an outside caller.
final class LocalAws {
  private LocalAws() {}

  static S3Client s3(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.EU_WEST_1)
        .credentialsProvider(credentials())
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /// Puts the first event of an order into OrdersTable, as the orders service writes them.
  static void putEvent(
      URI endpoint, Map<String, String> members, Instant occurredAt, int shapeVersion) {
    Map<String, AttributeValue> item = new HashMap<>();
    members.forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
    item.put("pk", AttributeValue.fromS("ORDER#" + members.get("orderId")));
    item.put("sk", AttributeValue.fromS("EVENT#0000000001"));
    item.put("version", AttributeValue.fromN(Integer.toString(shapeVersion)));
    item.put("occurredAt", AttributeValue.fromN(Long.toString(occurredAt.toEpochMilli())));
    item.put("sequence", AttributeValue.fromN("1"));
    item.put(
        "actor",
        AttributeValue.fromM(
            Map.of("type", AttributeValue.fromS("system"), "id", AttributeValue.fromS("demo"))));
    item.put("data", AttributeValue.fromM(Map.of()));
    try (DynamoDbClient client = dynamodb(endpoint)) {
      client.putItem(put -> put.tableName("OrdersTable").item(item));
    }
  }

  private static DynamoDbClient dynamodb(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_WEST_1)
        .credentialsProvider(credentials())
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
  }
}
