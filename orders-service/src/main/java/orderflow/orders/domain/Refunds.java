package orderflow.orders.domain;

import java.util.List;
import java.util.Map;
import orderflow.model.Money;

/// What a refund makes of an order.
final class Refunds {

  private Refunds() {}

  static OrderChange decide(Order order, RefundRequest request, Origin origin) {
    if (order.settlement().isFull()) {
      return new OrderChange.TooManyRefunds();
    }
    return switch (request) {
      case RefundRequest.OfAmount(Money amount, var reason) ->
          ofAmount(order, amount, List.of(), reason, origin);
      case RefundRequest.OfLines(var lines, var reason) ->
          ofLines(order, OrderChanges.pieces(lines), reason, origin);
    };
  }

  private static OrderChange ofLines(
      Order order, Map<String, Long> pieces, String reason, Origin origin) {
    List<Shortage> excesses =
        OrderChanges.excesses(pieces, order.settlement().unrefunded(order.lines()));
    if (!excesses.isEmpty()) {
      return new OrderChange.TooManyPaidBack(excesses);
    }
    List<RequestedLine> lines =
        pieces.entrySet().stream()
            .map(entry -> new RequestedLine(entry.getKey(), entry.getValue()))
            .toList();
    return ofAmount(order, worth(order, pieces), lines, reason, origin);
  }

  private static Money worth(Order order, Map<String, Long> pieces) {
    return order.lines().stream()
        .map(line -> line.unitPrice().times(pieces.getOrDefault(line.sku(), 0L)))
        .reduce(Money.zero(order.total().currency()), Money::plus);
  }

  private static OrderChange ofAmount(
      Order order, Money amount, List<RequestedLine> lines, String reason, Origin origin) {
    Settlement settlement = order.settlement();
    Money refundable = settlement.refundable();
    if (!amount.currency().equals(refundable.currency())
        || amount.amount() > refundable.amount()
        || refundable.amount() == 0) {
      return new OrderChange.TooMuch(refundable);
    }
    Refund refund = settlement.next(amount, lines, reason, origin.at());
    Order next =
        order.changed(
            order.status(), order.times().changedAt(origin.at()), settlement.with(refund));
    OrderEvent.Data data =
        new OrderEvent.Refunded(refund, next.settlement().refundable().amount() == 0);
    return new OrderChange.Made(next, OrderEvent.of(next, origin, data), List.of());
  }
}
