package orderflow.local.lambda;

import java.time.Instant;

/// One line of a function's log.
///
/// @param sequence rises by one from line to line over all functions
/// @param at when the platform read it
/// @param function the function's name, or another group such as `access-log`
/// @param requestId the invocation it was written in, or empty between invocations
/// @param text the line without its end
public record LogLine(long sequence, Instant at, String function, String requestId, String text) {}
