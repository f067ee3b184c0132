package orderflow.orders.domain;

import java.time.Instant;

/// Where a change comes from.
///
/// @param eventId `evt_…`, the id of the change's history entry
/// @param actor who made it
/// @param requestId the request that asked for it
/// @param at when, in milliseconds
public record Origin(String eventId, Actor actor, String requestId, Instant at) {}
