package orderflow.auth.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import orderflow.auth.domain.DataKey;
import orderflow.auth.token.SigningKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// KeyTable: the public keys (`PUBLIC` / `JWKS`), which the authorizer may read, the private ones
/// (`PRIVATE` / `KEY#{kid}`), and which of them signs (`PRIVATE` / `ROTATION`). They change
/// together in one transaction.
public final class KeyStore {
  private static final Map<String, AttributeValue> JWKS = Item.key("PUBLIC", "JWKS");
  private static final Map<String, AttributeValue> ROTATION = Item.key("PRIVATE", "ROTATION");

  private final DynamoDbClient client;
  private final String table;

  public KeyStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// The kid of the key that signs, if there are keys.
  public Optional<String> signingKid() {
    return read(ROTATION).map(item -> Item.read(item).requiredText("signingKid"));
  }

  /// The key that signs, if there are keys.
  public Optional<SigningKey> signingKey() {
    Optional<String> kid = signingKid();
    // A key that was withdrawn between the two reads is wiped: by then another one signs.
    return kid.flatMap(this::privateKey)
        .or(() -> signingKid().flatMap(this::privateKey))
        .or(() -> kid.map(KeyStore::missing));
  }

  /// The JWK Set as it is published, if there are keys.
  public Optional<String> publicKeys() {
    return read(JWKS).map(item -> Item.read(item).requiredText("jwks"));
  }

  /// A data key by its number, if it has been made.
  public Optional<DataKey> dataKey(int number) {
    return read(Item.key("SEAL", "DATAKEY#" + number))
        .map(item -> DataKey.of(number, Item.read(item).requiredBytes("key")));
  }

  /// Stores a data key, unless there is one of its number already.
  public void createDataKey(DataKey key, Instant now) {
    Item item =
        Item.of("SEAL", "DATAKEY#" + key.number()).with("key", key.bytes()).with("createdAt", now);
    try {
      client.putItem(put ->
          put.tableName(table)
              .item(item.attributes())
              .conditionExpression("attribute_not_exists(pk)"));
    } catch (ConditionalCheckFailedException e) {
      // Somebody else made it, or a try whose answer was lost: that one stays.
      return;
    }
  }

  private Optional<SigningKey> privateKey(String kid) {
    return read(Item.key("PRIVATE", "KEY#" + kid))
        .flatMap(item -> Item.read(item).find("pkcs8"))
        .map(pkcs8 -> SigningKey.of(kid, pkcs8.s()));
  }

  private static SigningKey missing(String kid) {
    throw new IllegalStateException("the signing key " + kid + " is not stored");
  }

  private Optional<Map<String, AttributeValue>> read(Map<String, AttributeValue> key) {
    return Reads.strong(client, table, key);
  }
}
