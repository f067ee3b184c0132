package orderflow.kit.dynamodb;

import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The secret that list cursors are authenticated with, made by whoever needs it first.
public final class SecretStore {
  private static final int BYTES = 32;

  private final DynamoDbClient client;
  private final String table;
  private final RandomGenerator random;

  /// Prepares the store.
  ///
  /// @param random must be cryptographically strong
  public SecretStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.random = random;
  }

  /// The secret, the same for every caller.
  public byte[] cursorSecret() {
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS("SECRET"), "sk", AttributeValue.fromS("CURSOR#1"));
    Map<String, AttributeValue> item =
        client.getItem(read -> read.tableName(table).key(key).consistentRead(true)).item();
    return item.isEmpty() ? create(key) : secretOf(item);
  }

  private byte[] create(Map<String, AttributeValue> key) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    Map<String, AttributeValue> item =
        ItemBuilder.item(key)
            .with("secret", AttributeValue.fromB(SdkBytes.fromByteArray(secret)))
            .build();
    try {
      client.putItem(put ->
          put.tableName(table)
              .item(item)
              .conditionExpression("attribute_not_exists(pk)")
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return secret;
    } catch (ConditionalCheckFailedException e) {
      return secretOf(e.item());
    }
  }

  private static byte[] secretOf(Map<String, AttributeValue> item) {
    AttributeValue secret = item.get("secret");
    if (secret == null) {
      throw new IllegalStateException("the cursor secret has no value");
    }
    return secret.b().asByteArray();
  }
}
