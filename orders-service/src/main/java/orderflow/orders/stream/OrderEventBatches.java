package orderflow.orders.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import orderflow.kit.id.Chance;
import orderflow.kit.quarantine.Quarantine;
import orderflow.kit.time.Deadline;
import orderflow.orders.application.UpdateViews;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.dynamodb.ChangeRecord;
import orderflow.orders.dynamodb.ViewCommit;
import orderflow.orders.dynamodb.ViewStore;
import software.amazon.awssdk.core.exception.SdkException;

/// Works through batches of the stream, record by record, in their order.
///
/// Lambda takes the lowest sequence number reported for the checkpoint and delivers everything from
/// there again (Lambda Developer Guide, "Configuring partial batch response with DynamoDB and
/// Lambda"). So a record that fails does not end the batch: the others are applied now and known
/// then. But what comes after it of the same order waits with it, since an order's events enter the
/// views in their order.
///
/// Poison, a record that cannot be applied however often it comes, goes to quarantine with
/// everything it has, and the batch goes on. It is reported as failed only when the quarantine does
/// not take it.
public final class OrderEventBatches {
  private static final String UNAVAILABLE = "store_unavailable";

  private final UpdateViews views;
  private final Quarantine quarantine;
  private final BatchLog log;
  private final Chance chance;

  public OrderEventBatches(UpdateViews views, Quarantine quarantine, BatchLog log, Chance chance) {
    this.views = views;
    this.quarantine = quarantine;
    this.log = log;
    this.chance = chance;
  }

  public StreamsEventResponse handle(DynamodbEvent batch, Context context) {
    long start = chance.clock().millis();
    List<Entry> entries =
        Optional.ofNullable(batch.getRecords()).orElse(List.of()).stream().map(Entry::of).toList();
    List<RecordResult> results = results(entries, context);
    log.batch(context.getAwsRequestId(), results, chance.clock().millis() - start);
    return new StreamsEventResponse(
        IntStream.range(0, entries.size())
            .filter(i -> results.get(i) instanceof RecordResult.Failed)
            .mapToObj(i -> new BatchItemFailure(entries.get(i).sequenceNumber()))
            .toList());
  }

  private List<RecordResult> results(List<Entry> entries, Context context) {
    Deadline deadline = Deadline.of(context, chance.clock());
    List<OrderEvent> events = entries.stream().flatMap(entry -> entry.event().stream()).toList();
    try {
      return inOrder(entries, new Work(views.start(events), deadline, context));
    } catch (SdkException e) {
      log.unreadable(context.getAwsRequestId(), e);
      return Collections.nCopies(entries.size(), new RecordResult.Failed(UNAVAILABLE));
    }
  }

  /// What the records of a batch share.
  private record Work(ViewStore.Start start, Deadline deadline, Context context) {}

  private List<RecordResult> inOrder(List<Entry> entries, Work work) {
    Set<String> waiting = new HashSet<>();
    List<RecordResult> results = new ArrayList<>();
    for (Entry entry : entries) {
      Optional<String> order = entry.event().map(OrderEvent::orderId);
      boolean waits = order.filter(waiting::contains).isPresent();
      RecordResult result =
          waits ? new RecordResult.Failed("behind_a_failed_event") : attempt(entry, work);
      if (result instanceof RecordResult.Failed) {
        order.ifPresent(waiting::add);
      }
      results.add(result);
    }
    return results;
  }

  /// The outermost filter of a record: whatever it fails by, the others go on and it comes again.
  private RecordResult attempt(Entry entry, Work work) {
    try {
      RecordResult result = result(entry, work);
      log.record(entry.id(), entry.event(), result, Optional.empty());
      return result;
    } catch (RuntimeException e) {
      RecordResult failed =
          new RecordResult.Failed(e instanceof SdkException ? UNAVAILABLE : "internal_error");
      log.record(entry.id(), entry.event(), failed, Optional.of(e));
      return failed;
    }
  }

  private RecordResult result(Entry entry, Work work) {
    return switch (entry.change()) {
      case ChangeRecord.Unrelated _ -> new RecordResult.Done();
      case ChangeRecord.Malformed(String detail) -> setAside(entry, "undecodable", detail, work);
      case ChangeRecord.Event(OrderEvent event) ->
          switch (views.apply(work.start(), event, work.deadline())) {
            case ViewCommit.Applied _, ViewCommit.Known _ -> new RecordResult.Done();
            case ViewCommit.Busy _ -> new RecordResult.Failed("no_time_left");
            case ViewCommit.Refused(String detail) -> setAside(entry, "refused", detail, work);
          };
    };
  }

  private RecordResult setAside(Entry entry, String code, String detail, Work work) {
    if (!work.deadline().allows(UpdateViews.LONGEST_STEP)) {
      return new RecordResult.Failed("no_time_left");
    }
    quarantine.put(Letters.about(entry, code, detail, work.context(), chance.now()));
    return new RecordResult.Quarantined(code);
  }
}
