package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orderflow.dynamodblocal.TestTables;
import orderflow.model.Money;
import orderflow.orders.domain.Histories;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.domain.Refund;
import orderflow.orders.domain.Samples;
import orderflow.orders.dynamodb.Images;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every store call of one stream batch, killed before and after it; Lambda then delivers the batch
/// again to another instance.
class KilledBatchTest {
  private static final OrderEvent PLACED =
      Histories.placed("ord_1", "usr_1", Samples.NOW, Samples.line("A", 2, 500));
  private static final OrderEvent OTHER =
      Histories.placed("ord_2", "usr_2", Samples.NOW, Samples.line("B", 1, 99));
  private static final List<OrderEvent> EVENTS =
      List.of(
          PLACED,
          OTHER,
          Histories.paid(PLACED, Samples.NOW),
          Histories.expired(OTHER, Samples.NOW),
          Histories.next(
              PLACED,
              3,
              Samples.NOW,
              new OrderEvent.Refunded(
                  new Refund(1, new Money(300, "EUR"), List.of(), "damaged", Samples.NOW), false)));

  static List<KillSwitch.Point> points() {
    KillSwitch listing = KillSwitch.listing();
    try (StreamMapping stream = new StreamMapping(listing)) {
      assertThat(stream.deliver(batch())).isEmpty();
    }
    assertThat(listing.points()).as("a transaction an event").hasSizeGreaterThan(EVENTS.size() * 2);
    return listing.points();
  }

  @ParameterizedTest
  @MethodSource("points")
  void a_killed_batch_that_is_delivered_again_is_in_the_views_once(KillSwitch.Point point) {
    OrderTables tables = OrderTables.withoutStream();
    KillSwitch killing = KillSwitch.at(point);

    try (StreamMapping dying = new StreamMapping(tables, killing);
        StreamMapping next = new StreamMapping(tables)) {
      Throwable end = catchThrowable(() -> dying.deliver(batch()));
      List<String> failed = next.deliver(batch());

      assertThat(killing.fired()).isTrue();
      assertThat(end).isInstanceOf(KillSwitch.Killed.class);
      assertThat(failed).isEmpty();
      assertThat(views(tables)).isEqualTo(undisturbed());
    }
  }

  private static Set<Map<String, AttributeValue>> undisturbed() {
    try (StreamMapping stream = new StreamMapping()) {
      stream.deliver(batch());
      return views(stream.tables());
    }
  }

  private static Set<Map<String, AttributeValue>> views(OrderTables tables) {
    List<Map<String, AttributeValue>> items = TestTables.scan(tables.views());
    assertThat(items).isNotEmpty();
    return items.stream().collect(Collectors.toSet());
  }

  private static List<DynamodbStreamRecord> batch() {
    return IntStream.range(0, EVENTS.size())
        .mapToObj(n -> Images.inserted(Images.item(EVENTS.get(n)), n + 1))
        .toList();
  }
}
