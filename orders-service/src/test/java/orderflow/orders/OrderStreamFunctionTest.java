package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import orderflow.kit.events.EventSerializer;
import orderflow.kit.json.Json;
import orderflow.orders.domain.Counters;
import orderflow.orders.domain.Histories;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.domain.OrderLine;
import orderflow.orders.domain.Samples;
import orderflow.orders.dynamodb.FeedReader;
import orderflow.orders.dynamodb.Images;
import orderflow.orders.dynamodb.ReportReader;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class OrderStreamFunctionTest {
  private static final OrderEvent FIRST = placed("ord_1");
  private static final OrderEvent FIRST_PAID = Histories.paid(FIRST, Samples.NOW);
  private static final OrderEvent SECOND = placed("ord_2");

  @Test
  void a_batch_enters_the_views_once_however_often_it_comes() {
    try (StreamMapping stream = new StreamMapping()) {
      List<DynamodbStreamRecord> batch = records(FIRST, SECOND, FIRST_PAID);

      List<String> failures =
          IntStream.range(0, 3).mapToObj(_ -> stream.deliver(batch)).flatMap(List::stream).toList();

      assertThat(failures).isEmpty();
      assertThat(feed(stream)).containsExactlyInAnyOrder(FIRST, SECOND, FIRST_PAID);
      assertThat(orders(stream)).isEqualTo(2);
      assertThat(stream.letters().objects()).isEmpty();
    }
  }

  @Test
  void poison_goes_to_quarantine_with_its_payload_and_the_batch_goes_on() {
    try (StreamMapping stream = new StreamMapping()) {
      DynamodbStreamRecord poison = poison(FIRST_PAID, 2);
      List<DynamodbStreamRecord> batch = new ArrayList<>(records(FIRST));
      batch.add(poison);
      batch.add(Images.inserted(Images.item(SECOND), 3));

      List<String> failures = stream.deliver(batch);
      stream.deliver(batch);

      String key = "quarantine/stream/" + poison.getEventID();
      Json.Obj letter = stream.letters().letter(key);
      assertThat(failures).isEmpty();
      assertThat(feed(stream)).containsExactlyInAnyOrder(FIRST, SECOND);
      assertThat(stream.letters().objects()).containsOnlyKeys(key);
      assertThat(letter.get("sequenceNumber")).contains(Json.of("%021d".formatted(2)));
      assertThat(letter.get("error").orElseThrow())
          .isEqualTo(
              Json.object()
                  .with("code", "undecodable")
                  .with("detail", "item AttributeValue(S=ORDER#ord_1) has no attribute customerId")
                  .build());
      assertThat(((Json.Obj) letter.get("requestContext").orElseThrow()).get("functionArn"))
          .contains(Json.of("arn:aws:lambda:eu-west-1:123456789012:function:stream"));
      assertThat(payload(letter)).isEqualTo(List.of(poison));
    }
  }

  @Test
  void an_event_that_the_views_can_never_hold_goes_to_quarantine() {
    try (StreamMapping stream = new StreamMapping()) {
      OrderLine[] lines =
          IntStream.range(0, 56)
              .mapToObj(n -> Samples.line("SKU-" + n, 1, 1))
              .toArray(OrderLine[]::new);
      OrderEvent huge = Histories.placed("ord_9", "usr_1", Samples.NOW, lines);

      List<String> failures = stream.deliver(records(huge, FIRST));

      assertThat(failures).isEmpty();
      assertThat(feed(stream)).containsExactly(FIRST);
      assertThat(stream.letters().objects()).hasSize(1);
    }
  }

  @Test
  void poison_that_the_quarantine_does_not_take_is_reported_until_it_does() {
    try (StreamMapping stream = new StreamMapping()) {
      List<DynamodbStreamRecord> batch = new ArrayList<>(records(FIRST));
      batch.add(poison(FIRST_PAID, 2));
      batch.add(Images.inserted(Images.item(SECOND), 3));
      stream.letters().shut(true);

      List<String> shut = stream.deliver(batch);
      stream.letters().shut(false);
      List<String> open = stream.deliver(batch);

      assertThat(shut).containsExactly("%021d".formatted(2));
      assertThat(open).isEmpty();
      assertThat(stream.letters().objects()).hasSize(1);
      assertThat(feed(stream)).containsExactlyInAnyOrder(FIRST, SECOND);
    }
  }

  @Test
  void a_failed_event_holds_back_what_follows_of_its_order_and_nothing_else() {
    AtomicInteger left = new AtomicInteger(5);
    TransactionFaults faults =
        TransactionFaults.conflicting(
            request -> isAbout("ord_1", request) && left.getAndDecrement() > 0);
    try (StreamMapping stream = new StreamMapping(faults)) {
      List<DynamodbStreamRecord> batch = records(FIRST, SECOND, FIRST_PAID);

      List<String> failures = stream.deliver(batch);
      List<OrderEvent> between = feed(stream);
      List<String> again = stream.deliver(batch);

      assertThat(faults.conflicted()).isEqualTo(5);
      assertThat(failures).containsExactly("%021d".formatted(1), "%021d".formatted(3));
      assertThat(between).containsExactly(SECOND);
      assertThat(again).isEmpty();
      assertThat(feed(stream)).containsSubsequence(FIRST, FIRST_PAID).hasSize(3);
    }
  }

  @Test
  void an_event_whose_commit_was_not_answered_counts_once() {
    AtomicInteger left = new AtomicInteger(2);
    TransactionFaults faults = TransactionFaults.losing(_ -> left.getAndDecrement() > 0);
    try (StreamMapping stream = new StreamMapping(faults)) {

      List<String> failures = stream.deliver(records(FIRST));

      assertThat(faults.lost()).isEqualTo(2);
      assertThat(failures).isEmpty();
      assertThat(orders(stream)).isEqualTo(1);
    }
  }

  @Test
  void an_invocation_that_ends_behind_a_commit_it_never_heard_of_counts_once() {
    AtomicInteger left = new AtomicInteger(1_000);
    TransactionFaults faults = TransactionFaults.losing(_ -> left.getAndDecrement() > 0);
    try (StreamMapping stream = new StreamMapping(faults)) {

      List<String> failed = stream.deliver(records(FIRST));
      left.set(0);
      List<String> again = stream.deliver(records(FIRST));

      assertThat(failed).hasSize(1);
      assertThat(again).isEmpty();
      assertThat(orders(stream)).isEqualTo(1);
      assertThat(feed(stream)).containsExactly(FIRST);
    }
  }

  @Test
  void records_that_no_longer_fit_into_the_time_left_are_reported() {
    try (StreamMapping stream = new StreamMapping()) {
      List<DynamodbStreamRecord> batch = new ArrayList<>(records(FIRST, SECOND));
      batch.add(poison(FIRST_PAID, 3));

      List<String> failures = stream.deliver(batch, 3_000);

      assertThat(failures).hasSize(3);
      assertThat(feed(stream)).isEmpty();
      assertThat(stream.letters().objects()).isEmpty();
    }
  }

  @Test
  void a_batch_of_nothing_to_do_succeeds() {
    try (StreamMapping stream = new StreamMapping()) {
      DynamodbStreamRecord stock =
          Images.inserted(
              Map.of("pk", AttributeValue.fromS("STOCK#A#1"), "sk", AttributeValue.fromS("STOCK")),
              1);

      assertThat(stream.deliver(List.of(stock))).isEmpty();
      assertThat(stream.deliver(List.of())).isEmpty();
      assertThat(feed(stream)).isEmpty();
    }
  }

  @Test
  void a_batch_leaves_one_line_its_metrics_and_a_line_for_each_record_set_aside() {
    try (StreamMapping stream = new StreamMapping()) {
      List<DynamodbStreamRecord> batch = new ArrayList<>(records(SECOND));
      batch.add(poison(FIRST, 2));

      stream.deliver(batch);

      List<Json.Obj> lines = stream.lines();
      assertThat(lines).hasSize(3);
      assertThat(lines.get(0).get("errorCode")).contains(Json.of("undecodable"));
      assertThat(lines.get(1).members())
          .containsEntry("message", Json.of("batch"))
          .containsEntry("items", Json.of(2))
          .containsEntry("quarantined", Json.of(1))
          .containsEntry("failedItems", Json.of(0))
          .containsEntry("coldStart", Json.of(true));
      assertThat(lines.get(2).members())
          .containsEntry("Quarantined", Json.of(1))
          .containsEntry("function", Json.of("stream"))
          .doesNotContainKey("BatchFailures");
    }
  }

  static boolean isAbout(String orderId, TransactWriteItemsRequest request) {
    return request.transactItems().stream()
        .map(TransactWriteItem::put)
        .filter(Objects::nonNull)
        .map(put -> put.item().get("pk"))
        .anyMatch(pk -> pk != null && pk.s().endsWith("EVENT#" + orderId));
  }

  private static OrderEvent placed(String orderId) {
    return Histories.placed(orderId, "usr_1", Samples.NOW, Samples.line("A", 2, 500));
  }

  private static List<DynamodbStreamRecord> records(OrderEvent... events) {
    return IntStream.range(0, events.length)
        .mapToObj(n -> Images.inserted(Images.item(events[n]), n + 1))
        .toList();
  }

  private static DynamodbStreamRecord poison(OrderEvent event, int sequenceNumber) {
    Map<String, AttributeValue> item = new HashMap<>(Images.item(event));
    item.remove("customerId");
    return Images.inserted(item, sequenceNumber);
  }

  private static List<DynamodbStreamRecord> payload(Json.Obj letter) {
    byte[] bytes = orderflow.kit.json.JsonWriter.write(letter.get("payload").orElseThrow());
    DynamodbEvent event =
        new EventSerializer()
            .fromJson(new java.io.ByteArrayInputStream(bytes), DynamodbEvent.class);
    return event.getRecords();
  }

  private static List<OrderEvent> feed(StreamMapping stream) {
    return new FeedReader(stream.tables().client(), stream.tables().views(), new Random())
        .after(Optional.empty(), 100)
        .events();
  }

  private static long orders(StreamMapping stream) {
    return new ReportReader(stream.tables().client(), stream.tables().views(), new Random())
        .daily(Samples.NOW.atOffset(java.time.ZoneOffset.UTC).toLocalDate())
        .totals()
        .count(Counters.ORDERS);
  }
}
