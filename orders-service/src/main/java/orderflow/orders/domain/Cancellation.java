package orderflow.orders.domain;

import java.time.Instant;

/// Why and when an order was given up.
public record Cancellation(String reason, Instant cancelledAt) {}
