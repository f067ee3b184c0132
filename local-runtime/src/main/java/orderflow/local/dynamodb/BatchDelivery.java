package orderflow.local.dynamodb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import orderflow.local.lambda.Invocation;
import orderflow.local.lambda.InvocationOutcome;
import orderflow.local.template.StreamTrigger;

/// Brings one batch after the other to the function until every record is handled or discarded
/// (Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB", error handling). Until then
/// nothing else of its lane goes on.
///
/// With both bisecting and reported failures a batch is split at the reported record, and in two
/// when that is its first: the good records behind a bad one are not lost with it.
final class BatchDelivery {
  private final MappingTarget target;
  private final StreamTrigger trigger;
  private final StreamSettings settings;
  private final ShardProgress progress;

  BatchDelivery(MappingTarget target, StreamSettings settings, ShardProgress progress) {
    this.target = target;
    this.trigger = target.trigger();
    this.settings = settings;
    this.progress = progress;
  }

  /// Returns when every record is handled or discarded.
  ///
  /// @throws InterruptedException if the platform stops; the batch comes again after its next start
  void deliver(List<StreamRecord> batch) throws InterruptedException {
    Deque<Piece> pieces = new ArrayDeque<>(List.of(Piece.of(settings.aids().order(batch))));
    while (!pieces.isEmpty()) {
      List<Piece> next = step(pieces.pop());
      next.reversed().forEach(pieces::push);
    }
    progress.unblock();
  }

  /// One attempt.
  ///
  /// @return what of the piece is left to do, in order
  private List<Piece> step(Piece piece) throws InterruptedException {
    int old = (int) piece.records().stream().takeWhile(this::isTooOld).count();
    if (old > 0) {
      discard(piece.first(old), Discard.Condition.AGE);
      return notEmpty(Stream.of(piece.from(old)));
    }
    InvocationOutcome outcome = invoke(piece);
    int handled = handled(outcome, piece.records());
    if (settings.aids().twice() && handled == piece.size()) {
      invoke(piece);
    }
    progress.handled(piece.records().subList(0, handled));
    return handled == piece.size() ? List.of() : again(piece.from(handled), outcome, handled > 0);
  }

  private List<Piece> again(Piece rest, InvocationOutcome outcome, boolean isPart)
      throws InterruptedException {
    boolean splits = trigger.bisect() && outcome instanceof InvocationOutcome.Finished;
    if (splits && isPart) {
      return List.of(rest);
    }
    if (splits && rest.size() > 1) {
      return notEmpty(rest.halves());
    }
    Piece failed = rest.failed(outcome);
    if (trigger.maximumRetryAttempts() >= 0 && failed.attempts() > trigger.maximumRetryAttempts()) {
      discard(failed, Discard.Condition.RETRIES);
      return List.of();
    }
    Duration delay = settings.delays().before(failed.attempts());
    progress.block(describe(failed, outcome) + ", tried again in " + delay.toMillis() + " ms");
    Thread.sleep(delay);
    return List.of(failed);
  }

  private InvocationOutcome invoke(Piece piece) throws InterruptedException {
    String event = StreamRecord.event(piece.records()).toString();
    Invocation call = settings.calls().apply(trigger.function(), event);
    InvocationOutcome outcome = settings.functions().apply(call);
    if (Thread.interrupted()) {
      throw new InterruptedException("The platform stops");
    }
    return outcome;
  }

  private int handled(InvocationOutcome outcome, List<StreamRecord> records) {
    return switch (outcome) {
      case InvocationOutcome.Refused _ -> 0;
      case InvocationOutcome.Finished finished when finished.failed() -> 0;
      case InvocationOutcome.Finished finished when trigger.reportsFailures() ->
          BatchAnswer.handled(finished.payload(), records);
      case InvocationOutcome.Finished _ -> records.size();
    };
  }

  private boolean isTooOld(StreamRecord candidate) {
    Instant now = settings.clock().instant();
    return trigger
        .maximumRecordAge()
        .filter(age -> candidate.arrived().plus(age).isBefore(now))
        .isPresent();
  }

  /// Nothing is dropped because its object cannot be written.
  private void discard(Piece piece, Discard.Condition condition) throws InterruptedException {
    Discard discard =
        new Discard(
            target,
            progress.shard(),
            piece.records(),
            condition,
            piece.attempts(),
            piece.last(),
            settings.clock().instant());
    if (trigger.onFailureBucket().isPresent()) {
      write(trigger.onFailureBucket().get(), discard);
    }
    progress.discarded(piece.records());
  }

  private void write(String bucket, Discard discard) throws InterruptedException {
    byte[] json = discard.json().toString().getBytes(StandardCharsets.UTF_8);
    String key = discard.key();
    for (int attempt = 1; !isWritten(bucket, key, json); attempt++) {
      Thread.sleep(settings.delays().before(attempt));
    }
  }

  private boolean isWritten(String bucket, String key, byte[] json) {
    try {
      settings.deadLetters().put(bucket, key, json);
      return true;
    } catch (IOException e) {
      progress.block(
          "discarded records cannot be written to "
              + bucket
              + ": "
              + e.getMessage()
              + "; written again until it works");
      return false;
    }
  }

  private static String describe(Piece piece, InvocationOutcome outcome) {
    String records =
        "%d records from %s failed (attempt %d): "
            .formatted(piece.size(), piece.records().getFirst().sequence(), piece.attempts());
    return records
        + switch (outcome) {
          case InvocationOutcome.Refused refused -> refused.type() + " " + refused.message();
          case InvocationOutcome.Finished finished when finished.failed() ->
              "the function failed, request " + finished.requestId();
          case InvocationOutcome.Finished finished ->
              "the function reported failures, request " + finished.requestId();
        };
  }

  private static List<Piece> notEmpty(Stream<Piece> pieces) {
    return pieces.filter(piece -> piece.size() > 0).toList();
  }
}
