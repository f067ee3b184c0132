package orderflow.local.lambda;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import orderflow.local.template.AsyncSettings;

/// One step of an event: an attempt of its function or, at its end, of writing its record.
final class AsyncDelivery {
  private final AsyncTarget target;
  private final Function<String, AsyncSettings> settings;
  private final DeadLetterSink sink;
  private final RetryDelays delays;
  private final InstantSource clock;

  AsyncDelivery(
      AsyncTarget target,
      Function<String, AsyncSettings> settings,
      DeadLetterSink sink,
      RetryDelays delays,
      InstantSource clock) {
    this.target = target;
    this.settings = settings;
    this.sink = sink;
    this.delays = delays;
    this.clock = clock;
  }

  /// Takes the step that is due. Answers what is left to do with the event; empty when it has
  /// ended.
  Optional<AsyncEvent> run(AsyncEvent event) {
    AsyncSettings rules = settings.apply(event.function());
    if (event.end().isPresent()) {
      return record(event, event.end().get(), rules);
    }
    if (target.closed().test(event.function())) {
      return end(event, "ZeroReservedConcurrency");
    }
    if (event.isOlderThan(rules.maximumEventAge(), clock.instant())) {
      return end(event, "EventAgeExceeded");
    }
    return switch (target.invoke().apply(event.invocation(), event.requestId())) {
      case InvocationOutcome.Finished finished when finished.failed() ->
          afterFailure(event.failed(finished.payload()), rules);
      case InvocationOutcome.Finished _ -> Optional.empty();
      case InvocationOutcome.Refused refused -> afterRefusal(event.setBack(), refused, rules);
    };
  }

  /// The platform broke down over the event: it is due again later, with no attempt counted.
  AsyncEvent afterFault(AsyncEvent event, RuntimeException fault) {
    report(event, "Asynchronous event waits after a fault of the platform: " + fault);
    AsyncEvent later = event.setBack();
    return later.due(clock.instant().plus(delays.backoff(later.setbacks())));
  }

  /// Writes about an event into its function's log.
  void report(AsyncEvent event, String text) {
    target.log().add(event.function(), event.requestId(), text);
  }

  private Optional<AsyncEvent> afterFailure(AsyncEvent event, AsyncSettings rules) {
    if (event.attempts() > rules.maximumRetryAttempts()) {
      return end(event, "RetriesExhausted");
    }
    return again(event, delays.before(event.attempts()), rules);
  }

  /// Throttled, or the platform failed: the function did not see it and no attempt is counted.
  private Optional<AsyncEvent> afterRefusal(
      AsyncEvent event, InvocationOutcome.Refused refused, AsyncSettings rules) {
    if (event.setbacks() == 1) {
      report(event, "Asynchronous invocation waits: " + refused.message());
    }
    return again(event, delays.backoff(event.setbacks()), rules);
  }

  /// Lambda does not wait for an attempt that would come too late (recorded: with a maximum age of
  /// 60 s a failed event is not retried).
  private Optional<AsyncEvent> again(AsyncEvent event, Duration wait, AsyncSettings rules) {
    Instant next = clock.instant().plus(wait);
    if (event.isOlderThan(rules.maximumEventAge(), next)) {
      return end(event, "EventAgeExceeded");
    }
    return Optional.of(event.due(next));
  }

  /// The record is a step of its own, so that a kill between the two repeats only the writing.
  private Optional<AsyncEvent> end(AsyncEvent event, String condition) {
    return Optional.of(event.ended(condition, clock.instant()));
  }

  private Optional<AsyncEvent> record(AsyncEvent event, AsyncEvent.End end, AsyncSettings rules) {
    if (rules.onFailureBucket().isEmpty()) {
      report(
          event,
          "Asynchronous event dropped after %d attempts (%s): the function has no on-failure destination"
              .formatted(event.attempts(), end.condition()));
      return Optional.empty();
    }
    String bucket = rules.onFailureBucket().get();
    String key = AsyncRecord.key(event, end.at());
    try {
      sink.put(
          bucket, key, AsyncRecord.json(event, end, target.versionArn().apply(event.function())));
      report(
          event,
          "Asynchronous event failed (%s): its record is s3://%s/%s"
              .formatted(end.condition(), bucket, key));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(retryRecord(event, bucket, e));
    }
  }

  private AsyncEvent retryRecord(AsyncEvent event, String bucket, IOException problem) {
    AsyncEvent later = event.setBack();
    report(
        event,
        "The record of a failed event cannot be written to %s and is tried again: %s"
            .formatted(bucket, problem.getMessage()));
    return later.due(clock.instant().plus(delays.backoff(later.setbacks())));
  }
}
