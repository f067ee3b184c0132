package orderflow.auth.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.LoginAttempts;
import orderflow.auth.domain.LoginStanding;
import orderflow.auth.domain.RateLimit;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Counters of logins in AuthTable. Addresses that have no account have the same counters.
///
/// ```
/// LIMIT#LOGIN#{address}#{network} / ATTEMPTS     counted before the hash, cleared by a login
/// LIMIT#ACCOUNT#{address}         / FAILURES     counted with the failure, cleared by a login
/// LIMIT#SOURCE#{network}          / {minute}, {day}
/// LIMIT#NOTED#{limit}#{subject}   / {end of the wait}   audited, once a wait
/// ```
///
/// No attacker makes an item hot: what has reached its limit is only read, and so nothing here is
/// written more than a hundred times by failures. Attempts are counted by a conditional put before
/// the hash, so guesses that come all at once are not more. The others are counted in the
/// transaction of the failure; they may go over by the logins that were hashing at that moment,
/// which [HashingTurns] keeps to a few.
public final class LoginLimitStore {
  private static final int READS = 3;

  private final DynamoDbClient client;
  private final Transactions transactions;
  private final String table;

  public LoginLimitStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.transactions = new Transactions(client, random);
    this.table = table;
  }

  /// Whose login it is.
  ///
  /// @param network the caller's, in CIDR form
  public record Subject(EmailAddress email, String network) {

    private Key attempts() {
      return new Key("LIMIT#LOGIN#" + email.digest() + "#" + network, "ATTEMPTS");
    }

    private Key account() {
      return new Key("LIMIT#ACCOUNT#" + email.digest(), "FAILURES");
    }

    private Key minute(Instant now) {
      return new Key("LIMIT#SOURCE#" + network, now.truncatedTo(ChronoUnit.MINUTES).toString());
    }

    private Key day(Instant now) {
      return new Key("LIMIT#SOURCE#" + network, now.truncatedTo(ChronoUnit.DAYS).toString());
    }
  }

  private record Key(String pk, String sk) {

    static Key of(Item item) {
      return new Key(item.requiredText("pk"), item.requiredText("sk"));
    }

    Map<String, AttributeValue> attributes() {
      return Item.key(pk, sk);
    }

    Item item() {
      return Item.of(pk, sk);
    }
  }

  /// Where a login stands. Strong reads.
  public LoginStanding read(Subject subject, Instant now) {
    List<Key> keys =
        List.of(subject.attempts(), subject.account(), subject.minute(now), subject.day(now));
    Map<Key, Item> items = read(keys);
    return new LoginStanding(
        Optional.ofNullable(items.get(keys.get(0)))
            .map(LoginLimitStore::attempts)
            .orElse(LoginAttempts.NONE),
        failures(items, keys.get(1)),
        failures(items, keys.get(2)),
        failures(items, keys.get(3)));
  }

  /// Replaces the attempts that were read by others.
  ///
  /// @return whether they were still those; if not, read again and decide again
  public boolean replace(Subject subject, LoginAttempts seen, LoginAttempts next) {
    Map<String, AttributeValue> values =
        Map.of(":count", Item.number(seen.count()), ":since", Item.time(seen.since()));
    String unchanged = "#count = :count AND since = :since";
    boolean isNew = seen.equals(LoginAttempts.NONE);
    try {
      client.putItem(put ->
          put.tableName(table)
              .item(item(subject, next))
              .conditionExpression(isNew ? "attribute_not_exists(pk) OR " + unchanged : unchanged)
              .expressionAttributeNames(Map.of("#count", "count"))
              .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /// Forgets the attempts: a login came through, whatever was counted meanwhile.
  public void clear(Subject subject, LoginAttempts cleared) {
    client.putItem(put -> put.tableName(table).item(item(subject, cleared)));
  }

  /// Counts a failure, with its audit entry, all or nothing.
  ///
  /// @return whether it was written before the deadline
  public boolean failed(Subject subject, AuditEntry entry, Instant now, Deadline deadline) {
    List<TransactWriteItem> actions = new ArrayList<>();
    actions.add(AuditItems.put(table, entry));
    actions.add(counted(subject.account(), now.plus(Duration.ofDays(365))));
    actions.add(counted(subject.minute(now), now.plus(RateLimit.LOGIN_SOURCE.window())));
    actions.add(counted(subject.day(now), now.plus(RateLimit.LOGIN_SOURCE_DAY.window())));
    return transactions.write(actions, deadline) instanceof Transactions.Committed;
  }

  /// Writes down that a login was turned away, once for each wait: who keeps knocking writes
  /// nothing.
  ///
  /// @param until when the wait ends
  public void refused(
      Subject subject, RateLimit limit, Instant until, AuditEntry entry, Deadline deadline) {
    Key key = noted(subject, limit, until);
    Instant end = until.plus(LoginAttempts.KEPT);
    TransactWriteItem once =
        TransactWriteItem.builder()
            .put(put ->
                put.tableName(table)
                    .item(key.item().with("expiresAt", end.getEpochSecond()).attributes())
                    .conditionExpression("attribute_not_exists(pk)"))
            .build();
    transactions.write(List.of(once, AuditItems.put(table, entry)), deadline);
  }

  /// Whether it was written down already.
  public boolean isNoted(Subject subject, RateLimit limit, Instant until) {
    return Reads.strong(client, table, noted(subject, limit, until).attributes()).isPresent();
  }

  private static Key noted(Subject subject, RateLimit limit, Instant until) {
    return new Key(
        "LIMIT#NOTED#" + limit.name() + "#" + subject.email().digest() + "#" + subject.network(),
        until.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /// Forgets the failures of an address: its owner has shown up.
  public void forget(EmailAddress email) {
    client.updateItem(update ->
        update
            .tableName(table)
            .key(new Subject(email, "").account().attributes())
            .updateExpression("SET failures = :none")
            .expressionAttributeValues(Map.of(":none", Item.number(0))));
  }

  /// Reads again what DynamoDB left out (API Reference, BatchGetItem, "UnprocessedKeys").
  private Map<Key, Item> read(List<Key> keys) {
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    Map<String, KeysAndAttributes> wanted =
        Map.of(
            table,
            KeysAndAttributes.builder()
                .keys(keys.stream().map(Key::attributes).toList())
                .consistentRead(true)
                .build());
    for (int i = 0; i < READS && !wanted.isEmpty(); i++) {
      Map<String, KeysAndAttributes> request = wanted;
      BatchGetItemResponse answer = client.batchGetItem(get -> get.requestItems(request));
      found.addAll(answer.responses().getOrDefault(table, List.of()));
      wanted = answer.unprocessedKeys();
    }
    if (!wanted.isEmpty()) {
      throw new IllegalStateException("DynamoDB keeps leaving out counters; no login without them");
    }
    return found.stream().map(Item::read).collect(Collectors.toMap(Key::of, item -> item));
  }

  private static long failures(Map<Key, Item> items, Key key) {
    return Optional.ofNullable(items.get(key)).map(item -> item.numberOr("failures", 0)).orElse(0L);
  }

  private static LoginAttempts attempts(Item item) {
    return new LoginAttempts(
        Math.toIntExact(item.requiredNumber("count")),
        item.requiredTime("since"),
        item.requiredTime("nextAt"),
        item.requiredTime("knownUntil"));
  }

  private static Map<String, AttributeValue> item(Subject subject, LoginAttempts attempts) {
    Instant kept = attempts.since().plus(LoginAttempts.KEPT).plus(LoginAttempts.KEPT);
    Instant end = attempts.knownUntil().isAfter(kept) ? attempts.knownUntil() : kept;
    return subject
        .attempts()
        .item()
        .with("count", attempts.count())
        .with("since", attempts.since())
        .with("nextAt", attempts.nextAt())
        .with("knownUntil", attempts.knownUntil())
        .with("expiresAt", end.getEpochSecond())
        .attributes();
  }

  private TransactWriteItem counted(Key key, Instant end) {
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table)
                .key(key.attributes())
                .updateExpression("SET expiresAt = :end ADD failures :one")
                .expressionAttributeValues(
                    Map.of(
                        ":one", Item.number(1),
                        ":end", Item.number(end.plus(LoginAttempts.KEPT).getEpochSecond()))))
        .build();
  }
}
