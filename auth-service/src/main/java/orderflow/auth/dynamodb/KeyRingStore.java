package orderflow.auth.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.KeyRing;
import orderflow.auth.token.KeySet;
import orderflow.auth.token.NewKey;
import orderflow.auth.token.PublicKey;
import orderflow.kit.dynamodb.Fence;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Changes of the keys in KeyTable: the ring, the published set, private keys made and wiped, the
/// audit entry and the job's fence are one transaction on the ring's version.
public final class KeyRingStore {
  private static final int RING = 0;
  private static final int FENCE = 1;

  private final DynamoDbClient client;
  private final Transactions transactions;
  private final String keyTable;
  private final String authTable;

  public KeyRingStore(
      DynamoDbClient client, String keyTable, String authTable, RandomGenerator random) {
    this.client = client;
    this.transactions = new Transactions(client, random);
    this.keyTable = keyTable;
    this.authTable = authTable;
  }

  /// How a change ended.
  public enum Result {
    DONE,
    /// Nothing is written: the keys were changed since they were read.
    STALE,
    /// Nothing is written: other writes were in the way until the tries or the time ran out.
    BUSY,
    /// Nothing is written: a later run of the job has taken over.
    FENCED
  }

  /// The fence of a job that changes keys.
  public Fence fence(String job, long token) {
    return new Fence(authTable, job, token);
  }

  /// Whether no later run of the job has been here.
  public boolean admits(Fence fence) {
    return fence.admit(client);
  }

  /// The keys there are, if any; a ring that was written before keys changed has no next one.
  public Optional<KeyRing> read() {
    return Reads.strong(client, keyTable, Item.key("PRIVATE", "ROTATION")).map(KeyRingItems::read);
  }

  /// Stores the first key with its audit entry, all or nothing, unless there are keys already.
  ///
  /// @return whether this key was the first
  /// @throws IllegalStateException when other writes were in the way until the tries or the time
  ///   ran out
  public boolean createFirst(NewKey key, AuditEntry entry, Deadline deadline) {
    String kid = key.publicKey().kid();
    List<TransactWriteItem> all =
        List.of(
            absent(
                Item.of("PRIVATE", "ROTATION")
                    .with("signingKid", kid)
                    .with("version", 1)
                    .with("changedAt", entry.occurredAt())),
            absent(
                Item.of("PRIVATE", "KEY#" + kid)
                    .with("kid", kid)
                    .with("pkcs8", key.pkcs8())
                    .with("createdAt", entry.occurredAt())),
            absent(
                Item.of("PUBLIC", "JWKS")
                    .with("jwks", KeySet.text(List.of(key.publicKey())))
                    .with("version", 1)),
            AuditItems.put(authTable, entry));
    return switch (transactions.write(all, deadline)) {
      case Transactions.Committed _ -> true;
      case Transactions.Failed _ -> false;
      case Transactions.Busy _ ->
          throw new IllegalStateException(
              "other writes were in the way of the first key; send the command again");
    };
  }

  private TransactWriteItem absent(Item item) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(keyTable)
                .item(item.attributes())
                .conditionExpression("attribute_not_exists(pk)"))
        .build();
  }

  /// Puts the next version of the ring over the one before it.
  ///
  /// @param fresh the key made for it, if one was
  public Result change(
      KeyRing from,
      KeyRing to,
      Optional<NewKey> fresh,
      AuditEntry entry,
      Optional<Fence> fence,
      Deadline deadline) {
    List<TransactWriteItem> all = new ArrayList<>();
    all.add(replaced(to));
    fence.ifPresent(held -> all.add(held.action()));
    all.add(put(keyTable, published(to, fresh)));
    fresh.ifPresent(
        key -> all.add(put(keyTable, KeyRingItems.privateKey(key, entry.occurredAt()))));
    from.kids().stream()
        .filter(kid -> !to.kids().contains(kid))
        .forEach(kid -> all.add(put(keyTable, KeyRingItems.wiped(kid, entry.occurredAt()))));
    all.add(AuditItems.put(authTable, entry));
    return switch (transactions.write(all, deadline)) {
      case Transactions.Committed _ -> Result.DONE;
      case Transactions.Busy _ -> Result.BUSY;
      case Transactions.Failed(var items) when items.containsKey(RING) -> Result.STALE;
      case Transactions.Failed(var items) when fence.isPresent() && items.containsKey(FENCE) ->
          Result.FENCED;
      case Transactions.Failed(var items) ->
          throw new IllegalStateException("an unconditional write failed: " + items.keySet());
    };
  }

  private Map<String, AttributeValue> published(KeyRing ring, Optional<NewKey> fresh) {
    KeySet known =
        Reads.strong(client, keyTable, Item.key("PUBLIC", "JWKS"))
            .map(item -> KeySet.parse(Item.read(item).requiredText("jwks")))
            .orElseGet(() -> KeySet.of(List.of()));
    Optional<PublicKey> made = fresh.map(NewKey::publicKey);
    List<PublicKey> keys =
        ring.kids().stream()
            .map(kid ->
                made.filter(key -> key.kid().equals(kid))
                    .or(() -> known.find(kid))
                    .orElseThrow(() ->
                        new IllegalStateException("the key " + kid + " is not in the JWK Set")))
            .toList();
    return KeyRingItems.published(keys, ring.version());
  }

  private TransactWriteItem replaced(KeyRing ring) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(keyTable)
                .item(KeyRingItems.write(ring))
                .conditionExpression("#version = :version")
                .expressionAttributeNames(Map.of("#version", "version"))
                .expressionAttributeValues(Map.of(":version", Item.number(ring.version() - 1))))
        .build();
  }

  private static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
  }
}
