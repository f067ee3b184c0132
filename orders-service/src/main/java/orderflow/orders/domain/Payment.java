package orderflow.orders.domain;

import java.time.Instant;
import java.util.Optional;
import orderflow.model.Money;

/// What was captured for an order.
///
/// @param method how, for instance `card`
/// @param reference the payment's name at whoever handled it
public record Payment(Money amount, String method, Optional<String> reference, Instant paidAt) {}
