package orderflow.orders.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orderflow.dynamodblocal.Race;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.dynamodb.DynamoDbClients;
import orderflow.kit.time.Deadline;
import orderflow.model.Money;
import orderflow.orders.domain.Counters;
import orderflow.orders.domain.DailyReport;
import orderflow.orders.domain.FeedPosition;
import orderflow.orders.domain.Histories;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.domain.OrderLine;
import orderflow.orders.domain.Samples;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class ViewStoreTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 4);

  private final String table = TestTables.createWithoutStream("views", List.of());
  private final DynamoDbClient client = TestTables.client();
  private final ViewStore store = new ViewStore(client, table, new Random());
  private final FeedReader feed = new FeedReader(client, table, new Random());
  private final ReportReader reports = new ReportReader(client, table, new Random());

  @Test
  void an_event_enters_feed_day_product_and_customer() {
    OrderEvent placed = placed("ord_1", Samples.line("A", 2, 500));
    OrderEvent paid = Histories.paid(placed, Samples.NOW);

    List<ViewCommit> commits = List.of(apply(placed), apply(paid));

    DailyReport report = reports.daily(DAY);
    assertThat(commits).containsOnly(new ViewCommit.Applied());
    assertThat(feed.after(Optional.empty(), 10).events()).containsExactly(placed, paid);
    assertThat(report.totals().figures()).isEqualTo(Map.of("orders", 1L, "revenue#EUR", 1_000L));
    assertThat(report.products()).containsOnlyKeys("A");
    assertThat(report.products().get("A"))
        .extracting(Counters::figures)
        .isEqualTo(Map.of("units", 2L, "revenue#EUR", 1_000L));
    assertThat(item("G1#CUSTOMER#usr_1", "TOTAL"))
        .containsEntry("orders", AttributeValue.fromN("1"))
        .containsEntry("revenue#EUR", AttributeValue.fromN("1000"));
  }

  @Test
  void one_event_applied_by_many_at_once_is_counted_once() throws Exception {
    OrderEvent placed = placed("ord_1", Samples.line("A", 2, 500));

    List<ViewCommit> commits = Race.of(16, () -> apply(placed));

    assertThat(commits).filteredOn(new ViewCommit.Applied()::equals).hasSize(1);
    assertThat(commits).filteredOn(new ViewCommit.Known()::equals).hasSize(15);
    assertThat(reports.daily(DAY).totals().count(Counters.ORDERS)).isEqualTo(1);
    assertThat(feed.after(Optional.empty(), 10).events()).containsExactly(placed);
  }

  @Test
  void many_events_of_one_lane_at_once_leave_no_gap_whoever_writes_them() throws Exception {
    List<OrderEvent> events = ofLane(0, 24);
    ConcurrentLinkedQueue<OrderEvent> open = new ConcurrentLinkedQueue<>(events);

    List<ViewCommit> commits =
        Race.of(
            24,
            () -> new ViewStore(client, table, new Random()).apply(1, open.remove(), minutes(1)));

    assertThat(commits).containsOnly(new ViewCommit.Applied());
    assertThat(positions("G1#FEED#0"))
        .isEqualTo(IntStream.rangeClosed(1, 24).mapToObj("%020d"::formatted).toList());
    assertThat(feed.after(Optional.empty(), 100).events())
        .containsExactlyInAnyOrderElementsOf(events);
    assertThat(item("G1#FEED#0", "HEAD")).containsEntry("position", AttributeValue.fromN("24"));
  }

  @Test
  void an_order_of_fifty_products_fits_into_one_transaction_of_fifty_five_actions() {
    OrderEvent placed = placed("ord_1", lines(50));
    List<Integer> actions = new ArrayList<>();
    ViewStore watched = new ViewStore(client(new Watch(actions)), table, new Random());

    ViewCommit first = watched.apply(1, placed, minutes(1));
    ViewCommit second = watched.apply(1, Histories.paid(placed, Samples.NOW), minutes(1));

    assertThat(List.of(first, second)).containsOnly(new ViewCommit.Applied());
    assertThat(actions).isEqualTo(List.of(55, 55));
    assertThat(reports.daily(DAY).products()).hasSize(50);
  }

  @Test
  void an_event_of_more_products_than_a_transaction_takes_is_refused_and_writes_nothing() {
    ViewCommit commit = apply(placed("ord_1", lines(56)));

    assertThat(commit)
        .isInstanceOfSatisfying(
            ViewCommit.Refused.class,
            refused -> assertThat(refused.detail()).contains("56 products", "at most 55"));
    assertThat(TestTables.scan(table)).isEmpty();
  }

  @Test
  void an_event_that_no_item_can_hold_is_refused_and_writes_nothing() {
    OrderEvent placed =
        placed("ord_1", new OrderLine("A", "x".repeat(410_000), 1, new Money(1, "EUR")));

    ViewCommit commit = apply(placed);

    assertThat(commit).isInstanceOf(ViewCommit.Refused.class);
    assertThat(TestTables.scan(table)).isEmpty();
  }

  @Test
  void an_event_of_an_unknown_type_enters_the_feed_with_its_data_and_no_figures() {
    OrderEvent shipped =
        Histories.next(
            placed("ord_1"),
            2,
            Samples.NOW,
            new OrderEvent.Other("order.returned", "{\"carrier\":\"DHL\"}"));

    ViewCommit commit = apply(shipped);

    assertThat(commit).isEqualTo(new ViewCommit.Applied());
    assertThat(feed.after(Optional.empty(), 10).events()).containsExactly(shipped);
    assertThat(reports.daily(DAY).totals()).isEqualTo(Counters.none());
  }

  @Test
  void a_lost_answer_of_a_commit_is_one_effect() {
    Loss loss = new Loss(2);
    ViewStore unlucky = new ViewStore(client(loss), table, new Random());
    OrderEvent placed = placed("ord_1", Samples.line("A", 2, 500));

    ViewCommit commit = unlucky.apply(1, placed, minutes(1));

    assertThat(loss.lost).isEqualTo(2);
    assertThat(commit).isEqualTo(new ViewCommit.Applied());
    assertThat(reports.daily(DAY).totals().count(Counters.ORDERS)).isEqualTo(1);
    assertThat(positions(lane("ord_1"))).hasSize(1);
  }

  @Test
  void a_conflict_on_the_lanes_head_passes_and_one_that_stays_is_busy() {
    Faults faults = new Faults(2);
    ViewStore busy = new ViewStore(client(faults), table, new Random());
    OrderEvent placed = placed("ord_1", Samples.line("A", 2, 500));

    ViewCommit passed = busy.apply(1, placed, minutes(1));
    faults.left = 1_000;
    ViewCommit stayed = busy.apply(1, Histories.paid(placed, Samples.NOW), minutes(1));

    assertThat(passed).isEqualTo(new ViewCommit.Applied());
    assertThat(stayed).isEqualTo(new ViewCommit.Busy());
    assertThat(feed.after(Optional.empty(), 10).events()).containsExactly(placed);
  }

  @Test
  void a_guess_of_the_head_that_has_become_wrong_is_corrected() {
    ViewStore other = new ViewStore(client, table, new Random());
    List<OrderEvent> events = ofLane(1, 4);

    List<ViewCommit> commits =
        Stream.of(
                store.apply(1, events.get(0), minutes(1)),
                other.apply(1, events.get(1), minutes(1)),
                store.apply(1, events.get(2), minutes(1)),
                other.apply(1, events.get(3), minutes(1)))
            .toList();

    assertThat(commits).containsOnly(new ViewCommit.Applied());
    assertThat(feed.after(Optional.empty(), 10).events()).isEqualTo(events);
  }

  @Test
  void without_time_nothing_is_begun() {
    ViewCommit commit = store.apply(1, placed("ord_1"), minutes(-1));

    assertThat(commit).isEqualTo(new ViewCommit.Busy());
    assertThat(TestTables.scan(table)).isEmpty();
  }

  @Test
  void the_events_of_a_batch_that_are_known_are_told_by_one_read() {
    OrderEvent first = placed("ord_1");
    OrderEvent second = placed("ord_2");
    apply(first);

    ViewStore.Start start = store.start(List.of(first, second, first));

    assertThat(start).isEqualTo(new ViewStore.Start(1, Optional.empty(), java.util.Set.of(first)));
    assertThat(store.start(List.of()).known()).isEmpty();
  }

  @Test
  void the_feed_goes_on_from_a_position_without_a_repetition_or_a_gap() {
    List<OrderEvent> events = IntStream.range(0, 30).mapToObj(n -> placed("ord_" + n)).toList();
    events.forEach(this::apply);
    List<OrderEvent> read = new ArrayList<>();
    Optional<FeedPosition> position = Optional.empty();

    for (int part = 0; part < 5; part++) {
      FeedReader.Part next = feed.after(position, 7);
      read.addAll(next.events());
      position = Optional.of(next.next());
    }
    FeedReader.Part atEnd = feed.after(position, 7);
    OrderEvent late = placed("ord_late");
    apply(late);

    assertThat(read).containsExactlyInAnyOrderElementsOf(events);
    assertThat(atEnd.events()).isEmpty();
    assertThat(Optional.of(atEnd.next())).isEqualTo(position);
    assertThat(feed.after(position, 7).events()).containsExactly(late);
  }

  @Test
  void views_that_are_built_anew_are_read_from_their_own_beginning() {
    OrderEvent old = placed("ord_1");
    OrderEvent rebuilt = placed("ord_2");
    apply(old);
    FeedPosition before = feed.after(Optional.empty(), 10).next();
    store.apply(2, rebuilt, minutes(1));

    client.putItem(put ->
        put.tableName(table)
            .item(
                Map.of(
                    "pk", AttributeValue.fromS("VIEWS"),
                    "sk", AttributeValue.fromS("GENERATION"),
                    "generation", AttributeValue.fromN("2"))));

    assertThat(store.start(List.of()).generation()).isEqualTo(2);
    assertThat(feed.after(Optional.of(before), 10).events()).containsExactly(rebuilt);
    assertThat(reports.daily(DAY).totals().count(Counters.ORDERS)).isEqualTo(1);
  }

  private ViewCommit apply(OrderEvent event) {
    return store.apply(1, event, minutes(1));
  }

  private static Deadline minutes(long minutes) {
    InstantSource clock = InstantSource.system();
    return Deadline.at(clock.instant().plus(Duration.ofMinutes(minutes)), clock);
  }

  private static OrderEvent placed(String orderId, OrderLine... lines) {
    OrderLine[] all = lines.length > 0 ? lines : new OrderLine[] {Samples.line("A", 1, 100)};
    return Histories.placed(orderId, "usr_1", Samples.NOW, all);
  }

  private static OrderLine[] lines(int products) {
    return IntStream.range(0, products)
        .mapToObj(n -> Samples.line("SKU-" + n, 1, 100))
        .toArray(OrderLine[]::new);
  }

  private static List<OrderEvent> ofLane(int lane, int count) {
    return IntStream.iterate(0, n -> n + 1)
        .mapToObj(n -> "ord_" + n)
        .filter(id -> ViewKeys.lane(id) == lane)
        .limit(count)
        .map(id -> placed(id))
        .toList();
  }

  private static String lane(String orderId) {
    return new ViewKeys(1).lanePartition(ViewKeys.lane(orderId));
  }

  private List<String> positions(String lane) {
    return TestTables.scan(table).stream()
        .filter(item -> AttributeValue.fromS(lane).equals(item.get("pk")))
        .map(item -> java.util.Objects.requireNonNull(item.get("sk")).s())
        .filter(sk -> !sk.equals("HEAD"))
        .sorted()
        .toList();
  }

  private Map<String, AttributeValue> item(String pk, String sk) {
    return client.getItem(get -> get.tableName(table).key(Keys.key(pk, sk))).item();
  }

  private static DynamoDbClient client(ExecutionInterceptor interceptor) {
    return DynamoDbClients.create(
        Map.of(
            "AWS_REGION",
            "eu-west-1",
            "AWS_ENDPOINT_URL_DYNAMODB",
            TestTables.endpoint().toString()),
        interceptor);
  }

  /// Counts the actions of transactions.
  private record Watch(List<Integer> actions) implements ExecutionInterceptor {
    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof TransactWriteItemsRequest request) {
        actions.add(request.transactItems().size());
      }
    }
  }

  /// Turns answers to transactions that did happen into faults.
  private static final class Loss implements ExecutionInterceptor {
    private final int wanted;
    private int lost;

    private Loss(int wanted) {
      this.wanted = wanted;
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      if (context.request() instanceof TransactWriteItemsRequest && lost < wanted) {
        lost++;
        return context.httpResponse().toBuilder().statusCode(500).build();
      }
      return context.httpResponse();
    }
  }

  /// Conflicts, which DynamoDB Local never has.
  private static final class Faults implements ExecutionInterceptor {
    private int left;

    private Faults(int left) {
      this.left = left;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof TransactWriteItemsRequest && left > 0) {
        left--;
        throw conflict();
      }
    }

    private static RuntimeException conflict() {
      return TransactionCanceledException.builder()
          .cancellationReasons(CancellationReason.builder().code("TransactionConflict").build())
          .statusCode(400)
          .build();
    }
  }
}
