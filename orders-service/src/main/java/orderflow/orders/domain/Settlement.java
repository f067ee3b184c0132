package orderflow.orders.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orderflow.model.Money;

/// What was captured for an order and what of it went back.
///
/// @param refunded in the order's currency, never more than was captured; what a cancellation gave
///   back is in it and not in the list
/// @param refunds in the order they were made
public record Settlement(Optional<Payment> payment, Money refunded, List<Refund> refunds) {
  /// The most refunds of an order, so that no item nears 400 KB.
  public static final int MOST_REFUNDS = 100;

  public Settlement {
    refunds = List.copyOf(refunds);
  }

  public static Settlement open(String currency) {
    return new Settlement(Optional.empty(), Money.zero(currency), List.of());
  }

  public Settlement paid(Payment payment) {
    return new Settlement(Optional.of(payment), refunded, refunds);
  }

  /// Everything that was captured is given back.
  public Settlement refundedInFull() {
    return new Settlement(payment, captured(), refunds);
  }

  public Money captured() {
    return payment.map(Payment::amount).orElse(Money.zero(refunded.currency()));
  }

  /// What can still be given back.
  public Money refundable() {
    return captured().minus(refunded);
  }

  public RefundStatus refundStatus() {
    if (refunded.amount() == 0) {
      return RefundStatus.NONE;
    }
    return refunded.amount() < captured().amount() ? RefundStatus.PARTIAL : RefundStatus.FULL;
  }

  boolean isFull() {
    return refunds.size() == MOST_REFUNDS;
  }

  /// The next refund, not yet made.
  Refund next(Money amount, List<RequestedLine> lines, String reason, Instant at) {
    return new Refund(refunds.size() + 1, amount, lines, reason, at);
  }

  Settlement with(Refund next) {
    List<Refund> all = new ArrayList<>(refunds);
    all.add(next);
    return new Settlement(payment, refunded.plus(next.amount()), all);
  }

  /// The pieces of an order that were not paid back by name, by SKU; only SKUs of which there are
  /// some.
  Map<String, Long> unrefunded(List<OrderLine> ordered) {
    Map<String, Long> left = new TreeMap<>();
    ordered.forEach(line -> left.merge(line.sku(), line.quantity(), Long::sum));
    refunds.stream()
        .flatMap(refund -> refund.lines().stream())
        .forEach(line -> left.merge(line.sku(), -line.quantity(), Long::sum));
    left.values().removeIf(pieces -> pieces == 0);
    return left;
  }
}
