package orderflow.orders.domain;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /// Ships a part of the order, or all that is left of it.
  public static OrderChange ship(Order order, Parcel parcel, Origin origin) {
    return ifAllowed(order, Transition.SHIPMENTS, origin, () -> shippable(order, parcel, origin));
  }

  /// All of the order has arrived.
  public static OrderChange deliver(Order order, Origin origin) {
    return ifAllowed(order, Transition.DELIVERY, origin, () -> delivered(order, origin));
  }

  /// Gives back a part of what was captured, or all of it.
  public static OrderChange refund(Order order, RefundRequest request, Origin origin) {
    return ifAllowed(
        order, Transition.REFUNDS, origin, () -> Refunds.decide(order, request, origin));
  }

  /// Replaces what the customer says of the order.
  public static OrderChange change(Order order, OrderDetails details, Origin origin) {
    return ifAllowed(order, Transition.CHANGE, origin, () -> changed(order, details, origin));
  }

  private static OrderChange changed(Order order, OrderDetails details, Origin origin) {
    Order next =
        order
            .changed(order.status(), order.times().changedAt(origin.at()), order.settlement())
            .withDetails(details);
    return new OrderChange.Made(
        next, OrderEvent.of(next, origin, new OrderEvent.Changed(details)), List.of());
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
            OrderStatus.PAID,
            order.times().changedAt(origin.at()),
            order.settlement().paid(payment));
    OrderEvent.Data data = new OrderEvent.Paid(payment, order.lines());
    return new OrderChange.Made(next, OrderEvent.of(next, origin, data), List.of());
  }

  private static OrderChange expired(Order order, Origin origin) {
    Order next =
        order.changed(
            OrderStatus.EXPIRED, order.times().changedAt(origin.at()), order.settlement());
    return new OrderChange.Made(
        next, OrderEvent.of(next, origin, new OrderEvent.Expired(order.lines())), order.lines());
  }

  private static OrderChange cancelled(Order order, String reason, Origin origin) {
    Order next =
        order
            .changed(
                OrderStatus.CANCELLED,
                order.times().changedAt(origin.at()),
                order.settlement().refundedInFull())
            .withCancellation(new Cancellation(reason, origin.at()));
    OrderEvent.Data data =
        new OrderEvent.Cancelled(reason, order.lines(), order.settlement().refundable());
    return new OrderChange.Made(next, OrderEvent.of(next, origin, data), order.lines());
  }

  private static OrderChange shippable(Order order, Parcel parcel, Origin origin) {
    Map<String, Long> left = order.fulfilment().remaining(order.lines());
    Map<String, Long> wanted = parcel.lines().isEmpty() ? left : pieces(parcel.lines());
    List<Shortage> excesses = excesses(wanted, left);
    if (!excesses.isEmpty()) {
      return new OrderChange.TooManyPieces(excesses);
    }
    return order.fulfilment().isFull()
        ? new OrderChange.TooManyShipments()
        : shipped(order, shipment(order, parcel, wanted, origin), wanted.equals(left), origin);
  }

  /// Pieces by SKU.
  static Map<String, Long> pieces(List<RequestedLine> lines) {
    Map<String, Long> pieces = new TreeMap<>();
    lines.forEach(line -> pieces.merge(line.sku(), line.quantity(), Long::sum));
    return pieces;
  }

  /// Of what more is wanted than is left.
  static List<Shortage> excesses(Map<String, Long> wanted, Map<String, Long> left) {
    return wanted.entrySet().stream()
        .map(entry ->
            new Shortage(entry.getKey(), entry.getValue(), left.getOrDefault(entry.getKey(), 0L)))
        .filter(pieces -> pieces.requested() > pieces.available())
        .toList();
  }

  private static Shipment shipment(
      Order order, Parcel parcel, Map<String, Long> pieces, Origin origin) {
    return new Shipment(
        order.fulfilment().shipments().size() + 1,
        pieces.entrySet().stream()
            .map(entry -> new RequestedLine(entry.getKey(), entry.getValue()))
            .toList(),
        parcel.carrier(),
        parcel.trackingNumber(),
        origin.at());
  }

  private static OrderChange shipped(
      Order order, Shipment shipment, boolean complete, Origin origin) {
    Order next =
        order
            .changed(
                complete ? OrderStatus.SHIPPED : OrderStatus.PARTIALLY_SHIPPED,
                order.times().changedAt(origin.at()),
                order.settlement())
            .withFulfilment(order.fulfilment().with(shipment));
    OrderEvent.Data data = new OrderEvent.Shipped(shipment, complete);
    return new OrderChange.Made(next, OrderEvent.of(next, origin, data), List.of());
  }

  private static OrderChange delivered(Order order, Origin origin) {
    Order next =
        order
            .changed(
                OrderStatus.DELIVERED, order.times().changedAt(origin.at()), order.settlement())
            .withFulfilment(order.fulfilment().delivered(origin.at()));
    return new OrderChange.Made(
        next, OrderEvent.of(next, origin, new OrderEvent.Delivered()), List.of());
  }
}
