package orderflow.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShippingTest {
  private static final Origin WAREHOUSE = Samples.origin(ActorType.STAFF);

  private final Order paid =
      Samples.paid(Samples.order(Samples.line("A", 2, 500), Samples.line("B", 1, 99)));

  @Test
  void without_lines_all_that_is_left_is_shipped() {
    Order order = made(ship(paid)).order();

    assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
    assertThat(order.version()).isEqualTo(paid.version() + 1);
    assertThat(order.fulfilment().shipments())
        .containsExactly(
            new Shipment(1, List.of(pieces("A", 2), pieces("B", 1)), "Post", "1", WAREHOUSE.at()));
  }

  @Test
  void parts_are_shipped_until_nothing_is_left() {
    OrderChange.Made first = made(ship(paid, pieces("A", 1)));
    OrderChange.Made second = made(ship(first.order(), pieces("A", 1), pieces("B", 1)));

    assertThat(first.order().status()).isEqualTo(OrderStatus.PARTIALLY_SHIPPED);
    assertThat(first.event().data())
        .isInstanceOfSatisfying(
            OrderEvent.Shipped.class, data -> assertThat(data.complete()).isFalse());
    assertThat(second.order().status()).isEqualTo(OrderStatus.SHIPPED);
    assertThat(second.order().fulfilment().shipments())
        .extracting(Shipment::number)
        .containsExactly(1, 2);
    assertThat(second.event().data())
        .isInstanceOfSatisfying(
            OrderEvent.Shipped.class, data -> assertThat(data.complete()).isTrue());
    assertThat(second.event().sequence()).isEqualTo(second.order().version());
  }

  @Test
  void the_same_product_twice_in_a_parcel_is_added_up() {
    assertThat(ship(paid, pieces("A", 1), pieces("A", 2)))
        .isEqualTo(new OrderChange.TooManyPieces(List.of(new Shortage("A", 3, 2))));
    assertThat(made(ship(paid, pieces("A", 1), pieces("A", 1))).order().status())
        .isEqualTo(OrderStatus.PARTIALLY_SHIPPED);
  }

  @Test
  void more_than_is_left_and_what_was_not_ordered_are_refused_together() {
    Order part = made(ship(paid, pieces("A", 1))).order();

    assertThat(ship(part, pieces("A", 2), pieces("X", 1)))
        .isEqualTo(
            new OrderChange.TooManyPieces(
                List.of(new Shortage("A", 2, 1), new Shortage("X", 1, 0))));
  }

  @Test
  void a_hundred_shipments_are_the_most() {
    Order order = Samples.paid(Samples.order(Samples.line("A", 200, 1)));
    for (int i = 0; i < Fulfilment.MOST_SHIPMENTS; i++) {
      order = made(ship(order, pieces("A", 1))).order();
    }

    assertThat(ship(order, pieces("A", 1))).isEqualTo(new OrderChange.TooManyShipments());
    assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_SHIPPED);
  }

  @Test
  void what_has_left_as_a_whole_arrives_once() {
    Order shipped = made(ship(paid)).order();

    Order delivered = made(OrderChanges.deliver(shipped, WAREHOUSE)).order();

    assertThat(delivered.status()).isEqualTo(OrderStatus.DELIVERED);
    assertThat(delivered.fulfilment().deliveredAt()).contains(WAREHOUSE.at());
    assertThat(delivered.fulfilment().shipments()).isEqualTo(shipped.fulfilment().shipments());
    assertThat(OrderChanges.deliver(delivered, WAREHOUSE))
        .isInstanceOf(OrderChange.NotAllowed.class);
  }

  @Test
  void a_part_on_its_way_is_neither_delivered_nor_cancelled() {
    Order part = made(ship(paid, pieces("B", 1))).order();

    assertThat(OrderChanges.deliver(part, WAREHOUSE)).isInstanceOf(OrderChange.NotAllowed.class);
    assertThat(OrderChanges.cancel(part, "late", WAREHOUSE))
        .isEqualTo(
            new OrderChange.NotAllowed(
                OrderStatus.PARTIALLY_SHIPPED,
                Transition.CANCELLATION,
                List.of(Transition.SHIPMENTS, Transition.REFUNDS)));
  }

  private static OrderChange ship(Order order, RequestedLine... lines) {
    return OrderChanges.ship(order, new Parcel(List.of(lines), "Post", "1"), WAREHOUSE);
  }

  private static RequestedLine pieces(String sku, long quantity) {
    return new RequestedLine(sku, quantity);
  }

  private static OrderChange.Made made(OrderChange change) {
    assertThat(change).isInstanceOf(OrderChange.Made.class);
    return (OrderChange.Made) change;
  }
}
