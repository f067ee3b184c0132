package orderflow.orders.domain;

import java.time.Instant;
import java.util.Optional;
import orderflow.model.Money;

/// What somebody offers to pay for an order.
///
/// @param method how, for instance `card`
/// @param reference the payment's name at whoever handles it
public record Tender(Money amount, String method, Optional<String> reference) {

  Payment capturedAt(Instant at) {
    return new Payment(amount, method, reference, at);
  }
}
