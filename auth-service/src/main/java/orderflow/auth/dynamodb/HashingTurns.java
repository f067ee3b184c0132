package orderflow.auth.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import orderflow.kit.id.Chance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Turns to hash a password, a fixed number for all instances of all functions together. Lambda
/// gives each request an instance of its own, so a gate inside one instance would hold nothing
/// back.
///
/// A turn is an item of its own, `LIMIT#HASHING#{n}` / `TURN`, held by a conditional update until
/// it is given back or five seconds have passed, which is what happens when its holder dies. Each
/// is written as often as hashes follow each other, some dozen times a second: no item is hot. Who
/// finds none free tries again twice within 50 ms and is then sent away.
public final class HashingTurns implements Supplier<Optional<Runnable>> {
  private static final Duration HELD = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int ROUNDS = 3;
  private static final int TRIES_PER_ROUND = 4;

  private final DynamoDbClient client;
  private final String table;
  private final Chance chance;
  private final int turns;

  /// The turns of a deployment.
  ///
  /// @param turns how many hashes may run at once
  public HashingTurns(DynamoDbClient client, String table, Chance chance, int turns) {
    this.client = client;
    this.table = table;
    this.chance = chance;
    this.turns = turns;
  }

  /// Takes a turn, which the action gives back; nothing when all are taken.
  @Override
  public Optional<Runnable> get() {
    String holder = Long.toHexString(chance.random().nextLong());
    Optional<Runnable> turn = round(holder);
    for (int i = 1; i < ROUNDS && turn.isEmpty(); i++) {
      LockSupport.parkNanos(PAUSE.toNanos());
      turn = round(holder);
    }
    return turn;
  }

  private Optional<Runnable> round(String holder) {
    int first = chance.random().nextInt(turns);
    for (int i = 0; i < Math.min(turns, TRIES_PER_ROUND); i++) {
      int turn = (first + i) % turns;
      if (isTaken(turn, holder)) {
        return Optional.of(() -> giveBack(turn, holder));
      }
    }
    return Optional.empty();
  }

  private boolean isTaken(int turn, String holder) {
    Instant now = chance.now();
    return isUpdated(
        turn,
        "SET heldUntil = :until, holder = :holder",
        "attribute_not_exists(pk) OR heldUntil < :now",
        Map.of(
            ":until", Item.time(now.plus(HELD)),
            ":now", Item.time(now),
            ":holder", Item.text(holder)));
  }

  /// A turn that has gone to another meanwhile stays with it.
  private void giveBack(int turn, String holder) {
    isUpdated(
        turn,
        "SET heldUntil = :never",
        "holder = :holder",
        Map.of(":never", Item.time(Instant.EPOCH), ":holder", Item.text(holder)));
  }

  private boolean isUpdated(
      int turn, String change, String condition, Map<String, AttributeValue> values) {
    try {
      client.updateItem(update ->
          update
              .tableName(table)
              .key(Item.key("LIMIT#HASHING#" + turn, "TURN"))
              .updateExpression(change)
              .conditionExpression(condition)
              .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
