package orderflow.auth;

import java.net.URI;
import java.util.List;
import java.util.Map;
import orderflow.dynamodblocal.TestTables;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// AuthTable and KeyTable under fresh names on the DynamoDB Local of this JVM.
public record AuthTables(DynamoDbClient client, URI endpoint, String authTable, String keyTable) {

  public static AuthTables create() {
    return new AuthTables(
        TestTables.client(),
        TestTables.endpoint(),
        TestTables.create("auth", List.of("gsi1", "gsi2")),
        TestTables.create("keys", List.of()));
  }

  /// The environment of the three functions on these tables.
  public Map<String, String> environment() {
    return Map.of(
        "AUTH_TABLE", authTable,
        "KEY_TABLE", keyTable,
        "ISSUER_URL", "",
        "TOKEN_AUDIENCE", "orderflow",
        "ACCESS_TOKEN_LIFETIME", "PT10M",
        "AWS_REGION", "eu-west-1",
        "AWS_ACCESS_KEY_ID", "local",
        "AWS_SECRET_ACCESS_KEY", "local",
        "AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString());
  }
}
