package orderflow.local.lambda;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// One process of a function: Lambda's execution environment. It works on one event at a time.
final class ExecutionEnvironment {

  private static final Duration SETTLE_PATIENCE = Duration.ofSeconds(1);
  private static final Duration WITHOUT_LIMIT = Duration.ofDays(365);

  private final FunctionDefinition definition;
  private final FunctionProcess process;
  private final Handoff handoff;
  private final InstantSource clock;
  private final Duration initTimeout;
  private final long startedAt = System.nanoTime();
  private boolean used;
  private volatile Instant idleSince;

  ExecutionEnvironment(
      FunctionDefinition definition,
      FunctionProcess process,
      Handoff handoff,
      InstantSource clock,
      Duration initTimeout) {
    this.definition = definition;
    this.process = process;
    this.handoff = handoff;
    this.clock = clock;
    this.initTimeout = initTimeout;
    this.idleSince = clock.instant();
  }

  FunctionDefinition definition() {
    return definition;
  }

  boolean isEnded() {
    return handoff.isEnded();
  }

  Instant idleSince() {
    return idleSince;
  }

  void stop() {
    process.stop();
  }

  void kill() {
    process.kill();
  }

  void pollLog() {
    process.log().poll();
  }

  int usedMegabytes() {
    return process.peakMegabytes();
  }

  ProcessLog log() {
    return process.log();
  }

  /// Runs an event. Empty when a process that was started earlier turns out to have ended: another
  /// one must take it.
  Optional<Answer> run(PendingEvent event) throws InterruptedException {
    boolean cold = !used;
    used = true;
    if (!cold && !process.isAlive()) {
      return endedBefore();
    }
    if (cold) {
      // What a function writes while it starts belongs to the invocation that waits for it.
      process.log().begin(event.requestId());
    }
    boolean asking = handoff.awaitAsking(initTimeout.plus(limit()));
    Duration init = cold ? Duration.ofNanos(System.nanoTime() - startedAt) : Duration.ZERO;
    if (!cold && asking) {
      process.log().begin(event.requestId());
    }
    Instant deadline = clock.instant().plus(limit());
    if (asking && handoff.give(new Delivery(event, deadline))) {
      return Optional.of(awaitAnswer(event, init));
    }
    return cold ? Optional.of(failedStart(event, init)) : endedBefore();
  }

  private Answer awaitAnswer(PendingEvent event, Duration init) throws InterruptedException {
    Instant at = clock.instant();
    long begin = System.nanoTime();
    Handoff.Result result = handoff.awaitAnswer(limit());
    Duration duration = Duration.ofNanos(System.nanoTime() - begin);
    Answer answer = answer(event, result, at, duration, init);
    idleSince = clock.instant();
    return answer;
  }

  private Answer answer(
      PendingEvent event, Handoff.Result result, Instant at, Duration duration, Duration init)
      throws InterruptedException {
    return switch (result) {
      case Handoff.Result.Answered(String payload, boolean failed) -> {
        if (failed) {
          // The client reports an error first and logs it second; the next request for an event
          // comes after both.
          handoff.awaitAsking(SETTLE_PATIENCE);
        }
        yield new Answer(payload, failed, at, duration, init);
      }
      case Handoff.Result.Exited(int exitCode) ->
          new Answer(Failures.exited(event.requestId(), exitCode), true, at, duration, init);
      case Handoff.Result.Late() -> {
        process.kill();
        yield new Answer(
            Failures.timedOut(event.requestId(), definition.timeout()), true, at, duration, init);
      }
    };
  }

  private Answer failedStart(PendingEvent event, Duration init) throws InterruptedException {
    return answer(event, handoff.result(), clock.instant(), Duration.ZERO, init);
  }

  private Optional<Answer> endedBefore() {
    process.kill();
    return Optional.empty();
  }

  private Duration limit() {
    return definition.debugPort() == 0 ? definition.timeout() : WITHOUT_LIMIT;
  }
}
