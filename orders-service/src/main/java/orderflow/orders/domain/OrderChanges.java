package orderflow.orders.domain;

import java.util.List;
import java.util.function.Supplier;

/// The changes an order can undergo, as pure functions.
public final class OrderChanges {

  private OrderChanges() {}

  /// The first entry of an order's history.
  public static OrderChange.Made place(Order order, Origin origin) {
    OrderEvent.Data data =
        new OrderEvent.Placed(order.lines(), order.total(), order.details().reference());
    return new OrderChange.Made(order, OrderEvent.of(order, origin, data), List.of());
  }

  /// Captures the whole total, unless the time to pay is over.
  public static OrderChange pay(Order order, Tender tender, Origin origin) {
    return ifAllowed(order, Transition.PAYMENT, origin, () -> payable(order, tender, origin));
  }

  private static OrderChange payable(Order order, Tender tender, Origin origin) {
    if (order.times().isOverdue(origin.at())) {
      return new OrderChange.Overdue(order.times().expiryDue());
    }
    return tender.amount().equals(order.total())
        ? paid(order, tender.capturedAt(origin.at()), origin)
        : new OrderChange.WrongAmount(order.total());
  }

  /// Gives up an order that was not paid in time: its pieces go back to stock.
  public static OrderChange expire(Order order, Origin origin) {
    return ifAllowed(
        order,
        Transition.EXPIRY,
        origin,
        () ->
            order.times().isOverdue(origin.at())
                ? expired(order, origin)
                : new OrderChange.NotDue(order.times().expiryDue()));
  }

  /// Gives the order up: its pieces go back to stock and what was captured goes back to the payer.
  public static OrderChange cancel(Order order, String reason, Origin origin) {
    return ifAllowed(
        order, Transition.CANCELLATION, origin, () -> cancelled(order, reason, origin));
  }

  private static OrderChange ifAllowed(
      Order order, Transition step, Origin origin, Supplier<OrderChange> change) {
    ActorType actor = origin.actor().type();
    return step.isAllowed(order.status(), actor)
        ? change.get()
        : new OrderChange.NotAllowed(
            order.status(), step, order.allowedTransitions(actor, origin.at()));
  }

  private static OrderChange paid(Order order, Payment payment, Origin origin) {
    Order next =
        order.changed(
            Transition.PAYMENT.target(),
            order.times().changedAt(origin.at()),
            order.settlement().paid(payment));
    OrderEvent.Data data = new OrderEvent.Paid(payment, order.lines());
    return new OrderChange.Made(next, OrderEvent.of(next, origin, data), List.of());
  }

  private static OrderChange expired(Order order, Origin origin) {
    Order next =
        order.changed(
            Transition.EXPIRY.target(), order.times().changedAt(origin.at()), order.settlement());
    return new OrderChange.Made(
        next, OrderEvent.of(next, origin, new OrderEvent.Expired(order.lines())), order.lines());
  }

  private static OrderChange cancelled(Order order, String reason, Origin origin) {
    Order next =
        order
            .changed(
                Transition.CANCELLATION.target(),
                order.times().changedAt(origin.at()),
                order.settlement().refundedInFull())
            .withCancellation(new Cancellation(reason, origin.at()));
    OrderEvent.Data data =
        new OrderEvent.Cancelled(reason, order.lines(), next.settlement().refunded());
    return new OrderChange.Made(next, OrderEvent.of(next, origin, data), order.lines());
  }
}
