package orderflow.local.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An event of the asynchronous queue, as it is kept from its acceptance to its end.
///
/// @param id names it in the queue: two deliveries of one request are two events
/// @param requestId what the caller was told; every attempt runs under it
/// @param invocation what the caller sent
/// @param acceptedAt when it was accepted: the age counts from here
/// @param attempts how often the function took it
/// @param setbacks throttles and failures of the platform since the function took it last
/// @param dueAt when it is to be delivered next, or its record to be written
/// @param response the function's last error, or empty before the first
/// @param end why it failed for good; then only its record has still to be written
record AsyncEvent(
    String id,
    String requestId,
    Invocation invocation,
    Instant acceptedAt,
    int attempts,
    int setbacks,
    Instant dueAt,
    Optional<String> response,
    Optional<End> end) {

  /// The condition of the record (Lambda developer guide, "Capturing records of Lambda asynchronous
  /// invocations").
  ///
  /// @param condition `RetriesExhausted`, `EventAgeExceeded` or `ZeroReservedConcurrency`
  /// @param at when that was found
  record End(String condition, Instant at) {}

  String function() {
    return invocation.function();
  }

  boolean isOlderThan(Duration age, Instant when) {
    return !when.isBefore(acceptedAt.plus(age));
  }

  /// The function took it and failed.
  AsyncEvent failed(String error) {
    return new AsyncEvent(
        id,
        requestId,
        invocation,
        acceptedAt,
        attempts + 1,
        0,
        dueAt,
        Optional.of(error),
        Optional.empty());
  }

  /// The function never saw it.
  AsyncEvent setBack() {
    return new AsyncEvent(
        id, requestId, invocation, acceptedAt, attempts, setbacks + 1, dueAt, response, end);
  }

  AsyncEvent due(Instant when) {
    return new AsyncEvent(
        id, requestId, invocation, acceptedAt, attempts, setbacks, when, response, end);
  }

  /// It is not delivered any more.
  AsyncEvent ended(String condition, Instant at) {
    return new AsyncEvent(
        id,
        requestId,
        invocation,
        acceptedAt,
        attempts,
        0,
        at,
        response,
        Optional.of(new End(condition, at)));
  }
}
