package orderflow.orders.domain;

import java.util.Optional;
import orderflow.model.Money;

/// What was captured for an order and what of it went back.
///
/// @param refunded in the order's currency, never more than was captured
public record Settlement(Optional<Payment> payment, Money refunded) {

  public static Settlement open(String currency) {
    return new Settlement(Optional.empty(), Money.zero(currency));
  }

  public Settlement paid(Payment payment) {
    return new Settlement(Optional.of(payment), refunded);
  }

  /// Everything that was captured is given back.
  public Settlement refundedInFull() {
    return new Settlement(payment, captured());
  }

  public Money captured() {
    return payment.map(Payment::amount).orElse(Money.zero(refunded.currency()));
  }

  public RefundStatus refundStatus() {
    if (refunded.amount() == 0) {
      return RefundStatus.NONE;
    }
    return refunded.amount() < captured().amount() ? RefundStatus.PARTIAL : RefundStatus.FULL;
  }
}
