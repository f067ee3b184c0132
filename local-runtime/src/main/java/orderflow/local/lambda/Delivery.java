package orderflow.local.lambda;

import java.time.Instant;

/// An event as a process takes it, with the time it will be killed at.
record Delivery(PendingEvent event, Instant deadline) {}
