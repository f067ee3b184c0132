package orderflow.jobs.domain;

import java.time.Instant;
import java.util.Optional;

/// The times of a run.
///
/// @param scheduledFor what the run is for: a job reads its own date from it, never from the clock
/// @param createdAt when the first delivery or request made it
/// @param startedAt when its first attempt began
/// @param endedAt when its last attempt ended
public record RunTimes(
    Instant scheduledFor,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt) {}
