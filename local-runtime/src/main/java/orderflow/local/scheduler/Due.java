package orderflow.local.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orderflow.local.template.ScheduleTrigger;

/// Where a schedule stands.
///
/// @param words its expression in English
/// @param last the time it fired for last, or began; empty before the scheduler has looked
/// @param next the next times, soonest first; none for a disabled schedule
public record Due(
    ScheduleTrigger trigger, String words, Optional<Instant> last, List<Instant> next) {}
