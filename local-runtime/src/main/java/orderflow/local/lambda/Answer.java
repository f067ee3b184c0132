package orderflow.local.lambda;

import java.time.Duration;
import java.time.Instant;

/// What came of an event in one process.
///
/// @param payload the function's answer, or the error that takes its place
/// @param failed whether it is an error
/// @param at when the event was handed over
/// @param duration from there to the answer
/// @param initDuration how long the process took to start, zero in a warm one
record Answer(
    String payload, boolean failed, Instant at, Duration duration, Duration initDuration) {}
