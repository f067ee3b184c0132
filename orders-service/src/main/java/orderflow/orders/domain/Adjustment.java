package orderflow.orders.domain;

import java.time.Instant;

/// A correction of stock by hand.
///
/// @param id `adj_…`
/// @param delta pieces added, negative for pieces taken away, never 0
/// @param reason why, for people
public record Adjustment(
    String id, String sku, long delta, String reason, Actor actor, Instant createdAt) {}
