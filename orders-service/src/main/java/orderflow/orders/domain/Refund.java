package orderflow.orders.domain;

import java.time.Instant;
import java.util.List;
import orderflow.model.Money;

/// A part of what was captured, or all of it, given back.
///
/// @param number 1 for the order's first refund
/// @param amount 0 only for pieces that cost nothing
/// @param lines pieces that were paid back, one a SKU; empty when an amount was named
public record Refund(
    int number, Money amount, List<RequestedLine> lines, String reason, Instant refundedAt) {

  public Refund {
    lines = List.copyOf(lines);
  }
}
