package orderflow.orders.domain;

import java.util.List;
import java.util.Optional;
import orderflow.model.Money;

/// An order's amounts against its lines and its history.
public final class MoneyEquation {

  private MoneyEquation() {}

  /// The first amount that does not agree, if one does not.
  ///
  /// @param history the order's events up to its version
  public static Optional<Discrepancy> check(Order order, List<OrderEvent> history) {
    Money none = Money.zero(order.total().currency());
    Money lines = order.lines().stream().map(OrderLine::total).reduce(none, Money::plus);
    Money captured = history.stream().map(event -> paid(event, none)).reduce(none, Money::plus);
    Money refunded = history.stream().map(event -> refund(event, none)).reduce(none, Money::plus);
    Settlement settlement = order.settlement();
    return differs(order, "total", lines, order.total())
        .or(() -> differs(order, "captured", captured, settlement.captured()))
        .or(() -> differs(order, "refunded", refunded, settlement.refunded()))
        .or(() -> captured.amount() == 0 ? Optional.empty() : whole(order))
        .or(() -> excess(order));
  }

  private static Optional<Discrepancy> whole(Order order) {
    return differs(order, "captured", order.total(), order.settlement().captured());
  }

  private static Optional<Discrepancy> excess(Order order) {
    Settlement settlement = order.settlement();
    return settlement.refunded().amount() <= settlement.captured().amount()
        ? Optional.empty()
        : Optional.of(
            discrepancy(
                order,
                "refunded at most " + text(settlement.captured()),
                "refunded " + text(settlement.refunded())));
  }

  private static Money paid(OrderEvent event, Money none) {
    return event.data() instanceof OrderEvent.Paid paid ? paid.payment().amount() : none;
  }

  private static Money refund(OrderEvent event, Money none) {
    return switch (event.data()) {
      case OrderEvent.Cancelled cancelled -> cancelled.refunded();
      case OrderEvent.Refunded refunded -> refunded.refund().amount();
      case OrderEvent.Data _ -> none;
    };
  }

  private static Optional<Discrepancy> differs(
      Order order, String what, Money expected, Money found) {
    return expected.equals(found)
        ? Optional.empty()
        : Optional.of(discrepancy(order, what + " " + text(expected), what + " " + text(found)));
  }

  private static Discrepancy discrepancy(Order order, String expected, String found) {
    return new Discrepancy(Discrepancy.Equation.MONEY, order.id(), expected, found);
  }

  private static String text(Money money) {
    return money.amount() + " " + money.currency();
  }
}
