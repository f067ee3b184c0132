package orderflow.imports.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.imports.domain.Checkpoint;
import orderflow.imports.domain.Failure;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.ImportStatus;
import orderflow.imports.domain.Progress;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Checkpoints, and the fence that keeps two runs of one import apart: every run raises it when it
/// begins, and every later write of a run asks for the value it raised it to. So the run that began
/// last goes on, and an older one, whether it is slow or was taken for dead, writes nothing more.
public final class CheckpointStore {
  private static final String MINE = "fence = :fence AND attribute_not_exists(finishedAt)";

  private final DynamoDbClient client;
  private final String table;
  private final Transactions transactions;

  public CheckpointStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.transactions = new Transactions(client, random);
  }

  /// Begins a run: raises the fence.
  ///
  /// @return where the run goes on; nothing when the import has ended
  public Optional<Checkpoint> take(String importId, Instant now) {
    Map<String, AttributeValue> values = new HashMap<>(heartbeat(importId, now));
    values.put(":start", CheckpointItems.state(Checkpoint.none(now)));
    values.put(":one", Keys.number(1));
    try {
      return Optional.of(
          CheckpointItems.read(
              client
                  .updateItem(update ->
                      update
                          .tableName(table)
                          .key(Keys.checkpoint(importId))
                          .updateExpression(
                              "SET #state = if_not_exists(#state, :start), updatedAt = :now,"
                                  + " gsi2pk = :active, gsi2sk = :beat ADD fence :one")
                          .conditionExpression("attribute_not_exists(finishedAt)")
                          .expressionAttributeNames(Map.of("#state", "state"))
                          .expressionAttributeValues(values)
                          .returnValues(ReturnValue.ALL_NEW))
                  .attributes()));
    } catch (ConditionalCheckFailedException e) {
      return Optional.empty();
    }
  }

  /// Says that the first run has begun; a later one changes nothing.
  public void begin(String importId, Instant now) {
    try {
      client.updateItem(update ->
          update
              .tableName(table)
              .key(Keys.file(importId))
              .updateExpression(
                  "SET #status = :running,"
                      + " startedAt = if_not_exists(startedAt, :now) ADD #version :one")
              .conditionExpression("#status = :queued")
              .expressionAttributeNames(Map.of("#status", "status", "#version", "version"))
              .expressionAttributeValues(
                  Map.of(
                      ":running", Keys.text(ImportStatus.RUNNING.wire()),
                      ":queued", Keys.text(ImportStatus.QUEUED.wire()),
                      ":now", Keys.number(now.toEpochMilli()),
                      ":one", Keys.number(1))));
    } catch (ConditionalCheckFailedException e) {
      // An earlier run has said so.
    }
  }

  /// Moves the checkpoint, which is the heartbeat too.
  ///
  /// @return whether the run is still the last one that began
  public boolean advance(String importId, Checkpoint checkpoint) {
    Map<String, AttributeValue> values = new HashMap<>(heartbeat(importId, checkpoint.updatedAt()));
    values.put(":state", CheckpointItems.state(checkpoint));
    values.put(":fence", Keys.number(checkpoint.fence()));
    try {
      client.updateItem(update ->
          update
              .tableName(table)
              .key(Keys.checkpoint(importId))
              .updateExpression(
                  "SET #state = :state, updatedAt = :now, gsi2pk = :active, gsi2sk = :beat")
              .conditionExpression(MINE)
              .expressionAttributeNames(Map.of("#state", "state"))
              .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /// Ends the import: its last checkpoint and its status in one transaction.
  ///
  /// @return whether the run was still the last one that began
  /// @throws IllegalStateException when other writes were in the way until the tries ran out
  public boolean finish(Import ended, Checkpoint checkpoint, Deadline deadline) {
    return switch (transactions.write(
        List.of(lastMove(ended.id(), checkpoint), end(ended)), deadline)) {
      case Transactions.Committed _ -> true;
      case Transactions.Failed _ -> false;
      case Transactions.Busy _ ->
          throw new IllegalStateException("import " + ended.id() + " could not be ended: busy");
    };
  }

  /// Ends an import that is not over, whoever is at work on it: from now on no run writes.
  ///
  /// @param ended the import and its last checkpoint
  /// @param seen the checkpoint that it was decided on
  /// @return known without a marker when the import has moved since
  public Commit cancel(
      Progress ended, Checkpoint seen, Attempt attempt, Answer answer, Deadline deadline) {
    Map<String, AttributeValue> values = moved(ended.checkpoint(), seen);
    values.put(":one", Keys.number(1));
    return steer(
        List.of(
            attempt.mark(table, answer),
            update(
                checkpoint(ended.file().id())
                    .updateExpression(
                        "SET #state = :state, updatedAt = :now, finishedAt = :now"
                            + " REMOVE gsi2pk, gsi2sk ADD fence :one")
                    .conditionExpression(
                        "attribute_not_exists(finishedAt)"
                            + " AND (attribute_not_exists(pk) OR #state.#version = :seen)")
                    .expressionAttributeValues(values)),
            steered(
                ended.file(),
                "SET #status = :status, #version = :version, finishedAt = :now",
                Map.of(":now", Keys.number(ended.checkpoint().updatedAt().toEpochMilli())))),
        attempt,
        deadline);
  }

  /// Lets an import go on that is over; whoever takes it next goes on at its checkpoint.
  ///
  /// @param resumed the import and its checkpoint
  /// @param seen the checkpoint that it was decided on
  /// @return known without a marker when the import has changed since
  public Commit resume(
      Progress resumed, Checkpoint seen, Attempt attempt, Answer answer, Deadline deadline) {
    String id = resumed.file().id();
    Map<String, AttributeValue> values = moved(resumed.checkpoint(), seen);
    values.putAll(heartbeat(id, resumed.checkpoint().updatedAt()));
    return steer(
        List.of(
            attempt.mark(table, answer),
            update(
                checkpoint(id)
                    .updateExpression(
                        "SET #state = :state, updatedAt = :now, gsi2pk = :active, gsi2sk = :beat"
                            + " REMOVE finishedAt")
                    .conditionExpression("attribute_exists(finishedAt) AND #state.#version = :seen")
                    .expressionAttributeValues(values)),
            steered(
                resumed.file(),
                "SET #status = :status, #version = :version REMOVE finishedAt, failure",
                Map.of())),
        attempt,
        deadline);
  }

  private Commit steer(List<TransactWriteItem> actions, Attempt attempt, Deadline deadline) {
    return switch (transactions.write(actions, deadline)) {
      case Transactions.Committed _ -> new Commit.Done();
      case Transactions.Busy _ -> new Commit.Busy();
      case Transactions.Failed(var items) ->
          new Commit.Known(
              items.containsKey(0)
                  ? attempt.read(items.getOrDefault(0, Map.of()))
                  : new Marker.None());
    };
  }

  private static Update.Builder checkpoint(String importId) {
    return Update.builder()
        .key(Keys.checkpoint(importId))
        .expressionAttributeNames(Map.of("#state", "state", "#version", "version"));
  }

  private static Map<String, AttributeValue> moved(Checkpoint next, Checkpoint seen) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":state", CheckpointItems.state(next));
    values.put(":now", Keys.number(next.updatedAt().toEpochMilli()));
    values.put(":seen", Keys.number(seen.version()));
    return values;
  }

  private TransactWriteItem steered(
      Import file, String expression, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> values = new HashMap<>(more);
    values.put(":status", Keys.text(file.status().wire()));
    values.put(":version", Keys.number(file.version()));
    values.put(":before", Keys.number(file.version() - 1));
    return update(
        Update.builder()
            .key(Keys.file(file.id()))
            .updateExpression(expression)
            .conditionExpression("#version = :before")
            .expressionAttributeNames(Map.of("#status", "status", "#version", "version"))
            .expressionAttributeValues(values));
  }

  private TransactWriteItem lastMove(String importId, Checkpoint checkpoint) {
    return update(
        Update.builder()
            .key(Keys.checkpoint(importId))
            .updateExpression(
                "SET #state = :state, updatedAt = :now, finishedAt = :now REMOVE gsi2pk, gsi2sk")
            .conditionExpression(MINE)
            .expressionAttributeNames(Map.of("#state", "state"))
            .expressionAttributeValues(
                Map.of(
                    ":state", CheckpointItems.state(checkpoint),
                    ":now", Keys.number(checkpoint.updatedAt().toEpochMilli()),
                    ":fence", Keys.number(checkpoint.fence()))));
  }

  private TransactWriteItem end(Import ended) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":status", Keys.text(ended.status().wire()));
    values.put(":now", Keys.number(ended.finishedAt().orElseThrow().toEpochMilli()));
    values.put(":one", Keys.number(1));
    StringBuilder set = new StringBuilder("SET #status = :status, finishedAt = :now");
    ended
        .duplicateOf()
        .ifPresent(first -> {
          set.append(", duplicateOf = :first");
          values.put(":first", Keys.text(first));
        });
    Optional<Failure> failure = ended.failure();
    failure.ifPresent(why -> {
      set.append(", failure = :failure");
      values.put(":failure", ImportItems.failure(why));
    });
    return update(
        Update.builder()
            .key(Keys.file(ended.id()))
            .updateExpression(set + " ADD #version :one")
            .conditionExpression("attribute_exists(pk)")
            .expressionAttributeNames(Map.of("#status", "status", "#version", "version"))
            .expressionAttributeValues(values));
  }

  private TransactWriteItem update(Update.Builder update) {
    return TransactWriteItem.builder().update(update.tableName(table).build()).build();
  }

  private static Map<String, AttributeValue> heartbeat(String importId, Instant now) {
    return Map.of(
        ":now", Keys.number(now.toEpochMilli()),
        ":active", Keys.text(Keys.active(importId)),
        ":beat", Keys.text(now.toString()));
  }
}
