package orderflow.auth.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Session;
import orderflow.auth.domain.SessionEnd;
import orderflow.auth.domain.SuccessorSeal;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Sessions in AuthTable, `USER#{uid}` / `SESSION#{sid}`: each is a family of refresh tokens, of
/// which only hashes are kept.
///
/// Using a token up is **one** conditional update, so of any number of uses at once one wins. The
/// others, and a client whose answer was lost, get the winner's successor again while the grace
/// lasts: it is kept sealed under the token that was used up, and overwritten when it is used
/// itself. Anything else that is presented for a known session is a token used before, or a guess:
/// the family has to end (RFC 9700 §4.14.2).
public final class SessionStore {
  /// An ended session is kept this long, so that a late reuse is still told apart from an unknown
  /// session.
  private static final Duration KEPT = Duration.ofDays(1);

  private static final String ROTATE =
      "SET currentHash = :next, previousHash = :presented, sealedSuccessor = :sealed,"
          + " graceEndsAt = :grace, lastUsedAt = :now, idleEndsAt = :idle, expiresAt = :expires";
  private static final String IS_CURRENT =
      "currentHash = :presented AND attribute_not_exists(endedAt)"
          + " AND idleEndsAt > :now AND endsAt > :now";
  private static final String END =
      "SET endedAt = :now, endReason = :reason REMOVE sealedSuccessor";
  private static final String LIVES = "attribute_exists(pk) AND attribute_not_exists(endedAt)";

  /// DynamoDB refuses an update while a transaction holds the item, and the SDK does not try again
  /// (DynamoDB API Reference, UpdateItem, "TransactionConflictException").
  private static final int ATTEMPTS = 5;

  private static final long FIRST_WAIT_MILLIS = 25;
  private static final int READ_AT_ONCE = 200;

  private final DynamoDbClient client;
  private final Transactions transactions;
  private final RandomGenerator random;
  private final String table;

  public SessionStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.transactions = new Transactions(client, random);
    this.random = random;
    this.table = table;
  }

  /// Begins a session with its first token, with the audit entry, all or nothing.
  ///
  /// @return whether it was written before the deadline
  public boolean begin(Session session, RefreshToken first, AuditEntry entry, Deadline deadline) {
    List<TransactWriteItem> all =
        List.of(begun(table, session, first), AuditItems.put(table, entry));
    return transactions.write(all, deadline) instanceof Transactions.Committed;
  }

  /// The beginning of a session as a part of the transaction that grants it.
  static TransactWriteItem begun(String table, Session session, RefreshToken first) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(SessionItems.of(session, first, expiry(session.idleEndsAt())))
                .conditionExpression("attribute_not_exists(pk)"))
        .build();
  }

  /// Uses a token up.
  ///
  /// @param presented what the client sent
  /// @param next its successor, if it is the first use
  /// @param sealed the successor under the presented token; see [SuccessorSeal#seal]
  public Rotation rotate(RefreshToken presented, RefreshToken next, byte[] sealed, Instant now) {
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(SessionItems.key(presented.userId(), presented.sessionId()))
            .updateExpression(ROTATE)
            .conditionExpression(IS_CURRENT)
            .expressionAttributeValues(
                Map.of(
                    ":next", Item.text(next.hash()),
                    ":presented", Item.text(presented.hash()),
                    ":sealed", Item.bytes(sealed),
                    ":grace", Item.time(now.plus(Session.GRACE)),
                    ":now", Item.time(now),
                    ":idle", Item.time(now.plus(Session.IDLE_LIFETIME)),
                    ":expires", Item.number(expiry(now.plus(Session.IDLE_LIFETIME)))))
            .returnValues(ReturnValue.ALL_NEW)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return rotate(request, presented, next, now);
      } catch (TransactionConflictException e) {
        pause(attempt);
      }
    }
    return new Rotation.Busy();
  }

  private Rotation rotate(
      UpdateItemRequest request, RefreshToken presented, RefreshToken next, Instant now) {
    try {
      return new Rotation.Rotated(
          SessionItems.session(client.updateItem(request).attributes()), next);
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem() ? judge(presented, Item.read(e.item()), now) : new Rotation.Ended();
    }
  }

  /// Full jitter: anything from nothing to the bound, which doubles.
  private void pause(int attempt) {
    long bound = FIRST_WAIT_MILLIS << attempt;
    LockSupport.parkNanos(Duration.ofMillis(random.nextLong(bound + 1)).toNanos());
  }

  private static Rotation judge(RefreshToken presented, Item stored, Instant now) {
    if (stored.find("endedAt").isPresent()) {
      return stored.textOr("endReason", "").equals(SessionEnd.REUSED.name())
          ? new Rotation.Reused()
          : new Rotation.Ended();
    }
    Session session = SessionItems.session(stored.attributes());
    if (session.remaining(now).isZero()) {
      return new Rotation.Ended();
    }
    return graceSuccessor(presented, stored, now)
        .<Rotation>map(successor -> new Rotation.Rotated(session, successor))
        .orElseGet(Rotation.Misused::new);
  }

  private static Optional<RefreshToken> graceSuccessor(
      RefreshToken presented, Item stored, Instant now) {
    boolean isPrevious = stored.textOr("previousHash", "").equals(presented.hash());
    return isPrevious && now.isBefore(stored.requiredTime("graceEndsAt"))
        ? stored
            .find("sealedSuccessor")
            .map(sealed -> SuccessorSeal.open(presented, sealed.b().asByteArray()))
        : Optional.empty();
  }

  /// How ending a session came out.
  public enum Ending {
    ENDED,
    /// Somebody ended it before.
    WAS_OVER,
    UNKNOWN,
    /// Nothing is written: other writes were in the way until the tries or the time ran out.
    BUSY
  }

  /// Ends a session and forgets what is sealed in it, with the audit entry, all or nothing.
  public Ending end(Session.Key session, SessionEnd reason, AuditEntry entry, Deadline deadline) {
    TransactWriteItem ended =
        TransactWriteItem.builder()
            .update(update ->
                update
                    .tableName(table)
                    .key(SessionItems.key(session.userId(), session.id()))
                    .updateExpression(END)
                    .conditionExpression(LIVES)
                    .expressionAttributeValues(
                        Map.of(
                            ":now", Item.time(entry.occurredAt()),
                            ":reason", Item.text(reason.name())))
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
            .build();
    return switch (transactions.write(List.of(ended, AuditItems.put(table, entry)), deadline)) {
      case Transactions.Committed _ -> Ending.ENDED;
      case Transactions.Busy _ -> Ending.BUSY;
      case Transactions.Failed(var items) ->
          items.getOrDefault(0, Map.of()).isEmpty() ? Ending.UNKNOWN : Ending.WAS_OVER;
    };
  }

  /// Stores an account's next version, by which all its sessions end, except one: that is carried
  /// over to the new epoch. With the audit entry, all or nothing.
  ///
  /// @param next the account with another [Credentials#epoch]
  /// @return whether the stored account is the one before, the session lives, and nothing else was
  ///   in the way; if not, read again and decide again
  public boolean endOthers(Account next, Session.Key kept, AuditEntry entry, Deadline deadline) {
    TransactWriteItem carriedOver =
        TransactWriteItem.builder()
            .update(update ->
                update
                    .tableName(table)
                    .key(SessionItems.key(kept.userId(), kept.id()))
                    .updateExpression("SET epoch = :epoch")
                    .conditionExpression(LIVES)
                    .expressionAttributeValues(
                        Map.of(":epoch", Item.number(next.credentials().epoch()))))
            .build();
    List<TransactWriteItem> all =
        List.of(AccountItems.following(table, next), carriedOver, AuditItems.put(table, entry));
    return transactions.write(all, deadline) instanceof Transactions.Committed;
  }

  /// Whether the token is its session's current one or the one before: neither made up nor used up
  /// long ago.
  public boolean recognizes(RefreshToken token) {
    return read(token.userId(), token.sessionId())
        .filter(stored ->
            stored.textOr("currentHash", "").equals(token.hash())
                || stored.textOr("previousHash", "").equals(token.hash()))
        .isPresent();
  }

  /// The session whose current token this is, if it has neither ended nor run out.
  public Optional<Session> findByCurrent(RefreshToken token, Instant now) {
    return read(token.userId(), token.sessionId())
        .filter(stored -> stored.textOr("currentHash", "").equals(token.hash()))
        .flatMap(stored -> live(stored, now));
  }

  /// A session that has neither ended nor run out.
  public Optional<Session> findLive(String userId, String sessionId, Instant now) {
    return read(userId, sessionId).flatMap(stored -> live(stored, now));
  }

  private static Optional<Session> live(Item stored, Instant now) {
    return Optional.of(stored)
        .filter(item -> item.find("endedAt").isEmpty())
        .map(item -> SessionItems.session(item.attributes()))
        .filter(session -> !session.remaining(now).isZero());
  }

  /// The sessions of an account that are not over, the latest login first.
  ///
  /// @param after the id of the last session of the page before
  public Page<Session> live(Account account, Optional<String> after, int limit, Instant now) {
    QueryRequest.Builder query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("pk = :pk AND begins_with(sk, :session)")
            .filterExpression("attribute_not_exists(endedAt)")
            .expressionAttributeValues(
                Map.of(
                    ":pk", Item.text(SessionItems.partition(account.id())),
                    ":session", Item.text(SessionItems.PREFIX)))
            .scanIndexForward(false)
            .consistentRead(true)
            .limit(READ_AT_ONCE);
    after.ifPresent(id -> query.exclusiveStartKey(SessionItems.key(account.id(), id)));
    List<Session> found = new ArrayList<>();
    boolean unread = true;
    while (unread && found.size() <= limit) {
      QueryResponse response = client.query(query.build());
      response.items().stream()
          .map(SessionItems::session)
          .filter(session -> session.isOf(account) && !session.remaining(now).isZero())
          .forEach(found::add);
      unread = !response.lastEvaluatedKey().isEmpty();
      query.exclusiveStartKey(response.lastEvaluatedKey());
    }
    return Page.of(found, limit, Session::id);
  }

  private Optional<Item> read(String userId, String sessionId) {
    return Reads.strong(client, table, SessionItems.key(userId, sessionId)).map(Item::read);
  }

  private static long expiry(Instant idleEnd) {
    return idleEnd.plus(KEPT).getEpochSecond();
  }
}
