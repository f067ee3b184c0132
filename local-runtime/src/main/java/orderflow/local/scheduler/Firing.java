package orderflow.local.scheduler;

import java.time.Instant;

/// One time of a schedule on its way to the queue.
///
/// @param scheduledFor the time of the schedule
/// @param dueAt when to send it: later than the schedule's time by a flexible window or a retry
/// @param attempt counts from 1
record Firing(Instant scheduledFor, Instant dueAt, int attempt) {

  Firing again(Instant when) {
    return new Firing(scheduledFor, when, attempt + 1);
  }

  Firing due(Instant when) {
    return new Firing(scheduledFor, when, attempt);
  }
}
