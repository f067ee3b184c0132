package orderflow.orders.domain;

import java.time.Duration;
import java.time.Instant;

/// When an order was placed, last changed, and is given up if it is still pending. Milliseconds.
public record OrderTimes(Instant createdAt, Instant updatedAt, Instant expiryDue) {

  public static OrderTimes placedAt(Instant now, Duration expiry) {
    return new OrderTimes(now, now, now.plus(expiry));
  }

  /// Whether a pending order is to be given up by now.
  public boolean isOverdue(Instant now) {
    return !now.isBefore(expiryDue);
  }

  public OrderTimes changedAt(Instant now) {
    return new OrderTimes(createdAt, now, expiryDue);
  }
}
