package orderflow.auth.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Session;
import orderflow.auth.domain.SuccessorSeal;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Sessions in AuthTable, `USER#{uid}` / `SESSION#{sid}`: each is a family of refresh tokens, of
/// which only hashes are kept.
///
/// Using a token up is **one** conditional update, so of any number of uses at once one wins. The
/// others, and a client whose answer was lost, get the winner's successor again while the grace
/// lasts: it is kept sealed under the token that was used up, and overwritten when it is used
/// itself. Anything else that is presented for a known session is a token used before, or a guess:
/// the family ends (RFC 9700 §4.14.2).
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
  private static final String REUSED = "REUSED";

  private final DynamoDbClient client;
  private final Transactions transactions;
  private final String table;

  public SessionStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.transactions = new Transactions(client, random);
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
    try {
      return new Rotation.Rotated(
          SessionItems.session(client.updateItem(request).attributes()), next);
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem() ? judge(presented, Item.read(e.item()), now) : new Rotation.Ended();
    }
  }

  private Rotation judge(RefreshToken presented, Item stored, Instant now) {
    if (stored.find("endedAt").isPresent()) {
      return stored.textOr("endReason", "").equals(REUSED)
          ? new Rotation.Reused()
          : new Rotation.Ended();
    }
    Session session = SessionItems.session(stored.attributes());
    if (session.remaining(now).isZero()) {
      return new Rotation.Ended();
    }
    return graceSuccessor(presented, stored, now)
        .<Rotation>map(successor -> new Rotation.Rotated(session, successor))
        .orElseGet(() -> end(presented, now));
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

  private Rotation end(RefreshToken presented, Instant now) {
    Map<String, AttributeValue> values =
        Map.of(":now", Item.time(now), ":reason", Item.text(REUSED));
    try {
      client.updateItem(update ->
          update
              .tableName(table)
              .key(SessionItems.key(presented.userId(), presented.sessionId()))
              .updateExpression(END)
              .conditionExpression("attribute_exists(pk) AND attribute_not_exists(endedAt)")
              .expressionAttributeValues(values));
    } catch (ConditionalCheckFailedException e) {
      // Ended by someone else in between, or by a first attempt whose answer was lost.
      return new Rotation.Reused();
    }
    return new Rotation.Reused();
  }

  private static long expiry(Instant idleEnd) {
    return idleEnd.plus(KEPT).getEpochSecond();
  }
}
