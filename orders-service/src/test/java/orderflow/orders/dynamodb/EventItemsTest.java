package orderflow.orders.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import orderflow.model.Money;
import orderflow.orders.domain.Address;
import orderflow.orders.domain.Histories;
import orderflow.orders.domain.OrderDetails;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.domain.OrderLine;
import orderflow.orders.domain.Refund;
import orderflow.orders.domain.RequestedLine;
import orderflow.orders.domain.Samples;
import orderflow.orders.domain.Shipment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class EventItemsTest {
  private static final Instant NOW = Samples.NOW;
  private static final OrderEvent PLACED =
      Histories.placed("ord_1", "usr_1", NOW, new OrderLine("A", "Tasse ☕", 2, euros(500)));

  static List<OrderEvent> events() {
    return List.of(
        PLACED,
        Histories.paid(PLACED, NOW),
        Histories.cancelled(PLACED, 3, euros(1_000), NOW),
        Histories.expired(PLACED, NOW),
        Histories.next(
            PLACED,
            3,
            NOW,
            new OrderEvent.Shipped(
                new Shipment(1, List.of(new RequestedLine("A", 2)), "Post", "☕1", NOW), true)),
        Histories.next(PLACED, 4, NOW, new OrderEvent.Delivered()),
        Histories.next(PLACED, 2, NOW, new OrderEvent.Changed(OrderDetails.none())),
        Histories.next(
            PLACED,
            2,
            NOW,
            new OrderEvent.Changed(
                new OrderDetails(
                    Optional.of("☕"),
                    Optional.of(
                        new Address("Ada", "1", Optional.empty(), "10115", "Berlin", "DE"))))),
        Histories.next(
            PLACED,
            3,
            NOW,
            new OrderEvent.Refunded(
                new Refund(2, euros(500), List.of(new RequestedLine("A", 1)), "broken", NOW),
                false)),
        Histories.next(
            PLACED,
            4,
            NOW,
            new OrderEvent.Other(
                "order.returned",
                "{\"carrier\":\"é\",\"list\":[1,\"two\",null,{\"deep\":[]}],\"ok\":true,\"weight\":1.5}")));
  }

  @ParameterizedTest
  @MethodSource("events")
  void an_event_survives_its_item_and_the_stream(OrderEvent event) {
    Map<String, AttributeValue> item = EventItems.write(event);
    DynamodbStreamRecord inserted = Images.inserted(item, 1);

    assertThat(EventItems.read(item)).isEqualTo(event);
    assertThat(ChangeRecord.of(inserted)).isEqualTo(new ChangeRecord.Event(event));
  }

  @Test
  void a_payment_of_the_first_release_has_no_lines() {
    Map<String, AttributeValue> item = new HashMap<>(EventItems.write(Histories.paid(PLACED, NOW)));
    Map<String, AttributeValue> data = new HashMap<>(attribute(item, "data").m());
    data.remove("lines");
    item.put("data", AttributeValue.fromM(data));

    OrderEvent event = EventItems.read(item);

    assertThat(((OrderEvent.Paid) event.data()).lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "type",
        "version",
        "orderId",
        "customerId",
        "sequence",
        "occurredAt",
        "actor",
        "requestId",
        "data"
      })
  void an_entry_without_a_member_or_with_one_of_another_type_is_malformed(String member) {
    Map<String, AttributeValue> without = new HashMap<>(EventItems.write(PLACED));
    without.remove(member);
    Map<String, AttributeValue> other = new HashMap<>(EventItems.write(PLACED));
    other.put(member, AttributeValue.fromBool(true));

    assertThat(Stream.of(without, other).map(item -> ChangeRecord.of(Images.inserted(item, 1))))
        .allSatisfy(change ->
            assertThat(change)
                .isInstanceOfSatisfying(
                    ChangeRecord.Malformed.class,
                    malformed -> assertThat(malformed.detail()).contains(member)));
  }

  @Test
  void an_entry_of_a_newer_shape_is_refused_by_name() {
    Map<String, AttributeValue> item = new HashMap<>(EventItems.write(PLACED));
    item.put("version", AttributeValue.fromN("2"));

    assertThatThrownBy(() -> EventItems.read(item))
        .hasMessageContaining("version 2")
        .hasMessageContaining("expected 1");
  }

  @Test
  void a_record_whose_key_is_not_its_events_is_malformed() {
    Map<String, AttributeValue> item = new HashMap<>(EventItems.write(PLACED));
    item.putAll(Keys.event("ord_2", 1));

    assertThat(ChangeRecord.of(Images.inserted(item, 1)))
        .isInstanceOf(ChangeRecord.Malformed.class);
  }

  @Test
  void what_is_no_new_history_entry_is_no_business_of_the_views() {
    DynamodbStreamRecord stock =
        Images.inserted(Map.of("pk", Keys.text("STOCK#A#1"), "sk", Keys.text("STOCK")), 1);
    DynamodbStreamRecord removed = Images.inserted(EventItems.write(PLACED), 1);
    removed.setEventName("REMOVE");

    assertThat(ChangeRecord.of(stock)).isEqualTo(new ChangeRecord.Unrelated());
    assertThat(ChangeRecord.of(removed)).isEqualTo(new ChangeRecord.Unrelated());
  }

  @Test
  void a_record_without_keys_or_image_is_malformed() {
    DynamodbStreamRecord noImage = Images.inserted(EventItems.write(PLACED), 1);
    noImage.getDynamodb().setNewImage(null);

    assertThat(ChangeRecord.of(new DynamodbStreamRecord()))
        .isEqualTo(new ChangeRecord.Malformed("the record has no keys"));
    assertThat(ChangeRecord.of(noImage))
        .isEqualTo(new ChangeRecord.Malformed("the record has no new image"));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return java.util.Objects.requireNonNull(item.get(name));
  }

  private static Money euros(long amount) {
    return new Money(amount, "EUR");
  }
}
