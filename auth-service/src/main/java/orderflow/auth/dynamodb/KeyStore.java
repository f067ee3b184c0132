package orderflow.auth.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.auth.domain.DataKey;
import orderflow.auth.token.KeySet;
import orderflow.auth.token.NewKey;
import orderflow.auth.token.SigningKey;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// KeyTable: the public keys (`PUBLIC` / `JWKS`), which the authorizer may read, the private ones
/// (`PRIVATE` / `KEY#{kid}`), and which of them signs (`PRIVATE` / `ROTATION`). They change
/// together in one transaction.
public final class KeyStore {
  private static final Map<String, AttributeValue> JWKS = Item.key("PUBLIC", "JWKS");
  private static final Map<String, AttributeValue> ROTATION = Item.key("PRIVATE", "ROTATION");

  private final DynamoDbClient client;
  private final Transactions transactions;
  private final String table;

  public KeyStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.transactions = new Transactions(client, random);
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

  /// Stores the first key, unless there are keys already.
  ///
  /// @return whether this key was the first
  /// @throws IllegalStateException when other writes were in the way until the tries or the time
  ///   ran out
  public boolean createFirst(NewKey key, Instant now, Deadline deadline) {
    String kid = key.publicKey().kid();
    List<TransactWriteItem> actions =
        List.of(
            absent(
                Item.of("PRIVATE", "ROTATION")
                    .with("signingKid", kid)
                    .with("version", 1)
                    .with("changedAt", now)),
            absent(
                Item.of("PRIVATE", "KEY#" + kid)
                    .with("kid", kid)
                    .with("pkcs8", key.pkcs8())
                    .with("createdAt", now)),
            absent(
                Item.of("PUBLIC", "JWKS")
                    .with("jwks", KeySet.text(List.of(key.publicKey())))
                    .with("version", 1)));
    return switch (transactions.write(actions, deadline)) {
      case Transactions.Committed _ -> true;
      case Transactions.Failed _ -> false;
      case Transactions.Busy _ ->
          throw new IllegalStateException(
              "other writes were in the way of the first key; send the command again");
    };
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

  private TransactWriteItem absent(Item item) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(item.attributes())
                .conditionExpression("attribute_not_exists(pk)"))
        .build();
  }

  private Optional<Map<String, AttributeValue>> read(Map<String, AttributeValue> key) {
    return Reads.strong(client, table, key);
  }
}
