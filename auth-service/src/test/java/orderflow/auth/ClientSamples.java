package orderflow.auth;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Clients as AuthTable holds them.
public final class ClientSamples {

  private ClientSamples() {}

  /// One without a secret.
  public static Map<String, AttributeValue> item(String id, String scope) {
    List<AttributeValue> scopes =
        Arrays.stream(scope.split(" ", -1)).map(AttributeValue::fromS).toList();
    return Map.of(
        "pk", AttributeValue.fromS("CLIENT#" + id),
        "sk", AttributeValue.fromS("CLIENT"),
        "clientId", AttributeValue.fromS(id),
        "name", AttributeValue.fromS("Sample"),
        "scopes", AttributeValue.fromL(scopes),
        "secrets", AttributeValue.fromL(List.of()),
        "version", AttributeValue.fromN("1"),
        "createdAt", AttributeValue.fromN("0"),
        "updatedAt", AttributeValue.fromN("0"));
  }
}
