package orderflow.orders.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orderflow.model.Money;

/// Events of orders, made one by one for tests of what is derived from them.
public final class Histories {

  private Histories() {}

  public static OrderEvent placed(String orderId, String customer, Instant at, OrderLine... lines) {
    List<OrderLine> all = List.of(lines);
    return event(
        orderId, customer, 1, at, new OrderEvent.Placed(all, total(all), Optional.of("r-1")));
  }

  public static OrderEvent paid(OrderEvent placed, Instant at) {
    List<OrderLine> lines = lines(placed);
    Payment payment = new Payment(total(lines), "card", Optional.empty(), at);
    return next(placed, 2, at, new OrderEvent.Paid(payment, lines));
  }

  public static OrderEvent cancelled(OrderEvent placed, long sequence, Money refunded, Instant at) {
    return next(placed, sequence, at, new OrderEvent.Cancelled("late", lines(placed), refunded));
  }

  public static OrderEvent expired(OrderEvent placed, Instant at) {
    return next(placed, 2, at, new OrderEvent.Expired(lines(placed)));
  }

  public static OrderEvent next(
      OrderEvent before, long sequence, Instant at, OrderEvent.Data data) {
    return event(before.orderId(), before.customerId(), sequence, at, data);
  }

  public static List<OrderLine> lines(OrderEvent placed) {
    return ((OrderEvent.Placed) placed.data()).lines();
  }

  public static Money total(List<OrderLine> lines) {
    return lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
  }

  private static OrderEvent event(
      String orderId, String customer, long sequence, Instant at, OrderEvent.Data data) {
    Origin origin =
        new Origin(
            "evt_" + orderId + "_" + sequence,
            new Actor(ActorType.CUSTOMER, customer),
            "req-" + orderId,
            at);
    return new OrderEvent(orderId, customer, sequence, origin, data);
  }
}
