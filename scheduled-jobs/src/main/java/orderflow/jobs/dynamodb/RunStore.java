package orderflow.jobs.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.jobs.domain.JobRun;
import orderflow.jobs.domain.Lease;
import orderflow.jobs.domain.RunStatus;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.ItemBuilder;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Slots, runs and leases. A run changes only together with the lease of its job, on the condition
/// that the lease is as its holder knows it: of two that believe to hold it, one writes.
public final class RunStore {
  private static final Duration ENOUGH = Duration.ofSeconds(5);

  private final DynamoDbClient client;
  private final String table;
  private final Transactions transactions;

  public RunStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.transactions = new Transactions(client, random);
  }

  /// The run of a schedule's slot: this one if the slot is free, else the one that has it.
  ///
  /// @throws StoreBusyException when other writes are in the way for longer than the tries
  public JobRun open(JobRun fresh, Instant now, Deadline deadline) {
    Map<String, AttributeValue> slot = slot(Keys.slot(fresh.job(), scheduledFor(fresh)), fresh);
    return switch (transactions.write(List.of(create(slot), put(fresh, now)), deadline)) {
      case Transactions.Committed _ -> fresh;
      case Transactions.Failed(var items) -> occupant(fresh.job(), items);
      case Transactions.Busy _ -> throw new StoreBusyException("slot of " + fresh.job());
    };
  }

  /// Makes a run that was asked for, with its marker.
  ///
  /// @return the marker that answers when there is one; nothing when other writes were in the way
  public Marker ask(JobRun fresh, Attempt attempt, Answer answer, Instant now, Deadline deadline) {
    List<TransactWriteItem> actions =
        List.of(
            attempt.mark(table, answer),
            create(slot(Keys.manual(fresh.job(), fresh.id()), fresh)),
            put(fresh, now));
    return switch (transactions.write(actions, deadline)) {
      case Transactions.Committed _ -> new Marker.Answered(answer, true);
      case Transactions.Failed(var items) -> attempt.read(items.getOrDefault(0, Map.of()));
      case Transactions.Busy _ -> new Marker.None();
    };
  }

  public Optional<JobRun> find(String job, String runId) {
    Map<String, AttributeValue> item = get(Keys.run(job, runId));
    return item.isEmpty() ? Optional.empty() : Optional.of(RunItems.read(item));
  }

  /// The lease of a job. A run that is read after it is no older than the lease.
  public Lease lease(String job) {
    return LeaseItems.read(get(Keys.state(job)));
  }

  /// Gives a run the lease. The lease does not change when a run is skipped, so the run is looked
  /// at too: a twin delivery that still found another run at work may have ended it meanwhile.
  ///
  /// @param seen the lease as it was read before the run
  /// @param dead the run that died with the lease, as it is to be kept
  /// @return the lease, nothing when it has changed since it was seen or a run is over
  public Optional<Lease> begin(
      JobRun run, Lease seen, Optional<JobRun> dead, Instant until, Instant now) {
    Lease taken = seen.taken(run.id(), until);
    List<TransactWriteItem> actions = new ArrayList<>();
    actions.add(replace(run.job(), taken, seen));
    actions.add(unlessOver(run, now));
    dead.ifPresent(died -> actions.add(unlessOver(died, now)));
    return committed(actions, now) ? Optional.of(taken) : Optional.empty();
  }

  /// Keeps a run and its lease as its holder has changed them.
  ///
  /// @return the lease as it is kept, nothing when another holder has it
  public Optional<Lease> keep(JobRun run, Lease held, Lease changed, Instant now) {
    Lease next =
        new Lease(
            changed.holder(),
            changed.until(),
            changed.handedOver(),
            changed.token(),
            held.version() + 1);
    return committed(List.of(replace(run.job(), next, held), put(run, now)), now)
        ? Optional.of(next)
        : Optional.empty();
  }

  /// Keeps a run that ended without ever having had the lease.
  public void skip(JobRun run, Instant now) {
    transactions.write(
        List.of(
            TransactWriteItem.builder()
                .put(
                    base(RunItems.write(run, now))
                        .conditionExpression("#status IN (:queued, :failed)")
                        .expressionAttributeNames(Map.of("#status", "status"))
                        .expressionAttributeValues(
                            Map.of(
                                ":queued", AttributeValue.fromS(RunStatus.QUEUED.wire()),
                                ":failed", AttributeValue.fromS(RunStatus.FAILED.wire())))
                        .build())
                .build()),
        soon(now));
  }

  /// Runs of a job, newest first.
  ///
  /// @param before id of the last run of the page before
  public Page<JobRun> page(String job, int limit, Optional<String> before) {
    String high = Keys.RUN_PREFIX + before.orElse(JobRun.ID_PREFIX + "~");
    QueryResponse response =
        client.query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :low AND :high")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", AttributeValue.fromS(Keys.job(job)),
                        ":low", AttributeValue.fromS(Keys.RUN_PREFIX),
                        ":high", AttributeValue.fromS(high)))
                .scanIndexForward(false)
                .consistentRead(true)
                .limit(limit + 2));
    List<JobRun> runs =
        response.items().stream()
            .map(RunItems::read)
            .filter(run -> !run.id().equals(before.orElse("")))
            .limit(limit + 1L)
            .toList();
    return Page.of(runs, limit, response.hasLastEvaluatedKey(), JobRun::id);
  }

  private static Instant scheduledFor(JobRun run) {
    return run.times().scheduledFor();
  }

  private JobRun occupant(String job, Map<Integer, Map<String, AttributeValue>> items) {
    Map<String, AttributeValue> slot = items.getOrDefault(0, Map.of());
    if (slot.isEmpty()) {
      throw new StoreBusyException("slot of " + job);
    }
    String runId = new Item(slot).text("runId");
    return find(job, runId)
        .orElseThrow(() ->
            new IllegalStateException("the slot of " + job + " has a run without item: " + runId));
  }

  private boolean committed(List<TransactWriteItem> actions, Instant now) {
    return switch (transactions.write(actions, soon(now))) {
      case Transactions.Committed _ -> true;
      case Transactions.Failed _ -> false;
      case Transactions.Busy _ -> throw new StoreBusyException("lease");
    };
  }

  /// The ledger's writes end a run: they are owed a few tries whatever else is late.
  private static Deadline soon(Instant now) {
    return Deadline.at(now.plus(ENOUGH), () -> now);
  }

  private Map<String, AttributeValue> slot(Map<String, AttributeValue> key, JobRun run) {
    return ItemBuilder.item(key)
        .with("runId", run.id())
        .with("expiresAt", run.times().createdAt().plus(JobRun.KEPT).getEpochSecond())
        .build();
  }

  private TransactWriteItem create(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(base(item).conditionExpression("attribute_not_exists(pk)").build())
        .build();
  }

  private TransactWriteItem put(JobRun run, Instant now) {
    return TransactWriteItem.builder().put(base(RunItems.write(run, now)).build()).build();
  }

  private TransactWriteItem unlessOver(JobRun run, Instant now) {
    return TransactWriteItem.builder()
        .put(
            base(RunItems.write(run, now))
                .conditionExpression("attribute_exists(pk) AND NOT #status IN (:done, :skipped)")
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(
                    Map.of(
                        ":done", AttributeValue.fromS(RunStatus.SUCCEEDED.wire()),
                        ":skipped", AttributeValue.fromS(RunStatus.SKIPPED.wire())))
                .build())
        .build();
  }

  private TransactWriteItem replace(String job, Lease lease, Lease seen) {
    Put.Builder put = base(LeaseItems.write(job, lease));
    if (seen.version() == 0) {
      put.conditionExpression("attribute_not_exists(pk)");
    } else {
      put.conditionExpression("#version = :seen")
          .expressionAttributeNames(Map.of("#version", "version"))
          .expressionAttributeValues(
              Map.of(":seen", AttributeValue.fromN(Long.toString(seen.version()))));
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  private Put.Builder base(Map<String, AttributeValue> item) {
    return Put.builder()
        .tableName(table)
        .item(item)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  private Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
    return client.getItem(read -> read.tableName(table).key(key).consistentRead(true)).item();
  }
}
