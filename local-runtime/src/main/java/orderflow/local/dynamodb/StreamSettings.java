package orderflow.local.dynamodb;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import orderflow.local.lambda.DeadLetterSink;
import orderflow.local.lambda.Invocation;
import orderflow.local.lambda.InvocationOutcome;
import orderflow.local.lambda.RetryDelays;

/// What all event source mappings of a platform share.
///
/// @param upstream DynamoDB Local itself: no policy restricts a mapping's reads here
/// @param calls makes the call of a function (logical id) with an event
/// @param functions runs a call and waits for its end, usually `lambda::invoke`
/// @param deadLetters takes the records that are discarded
/// @param clock the platform's clock: records age by it
/// @param checkpoints the folder that remembers what was handled; empty forgets it at the end
public record StreamSettings(
    URI upstream,
    BiFunction<String, String, Invocation> calls,
    Function<Invocation, InvocationOutcome> functions,
    DeadLetterSink deadLetters,
    RetryDelays delays,
    InstantSource clock,
    Optional<Path> checkpoints,
    StreamAids aids) {

  /// Settings without test aids.
  public StreamSettings(
      URI upstream,
      BiFunction<String, String, Invocation> calls,
      Function<Invocation, InvocationOutcome> functions,
      DeadLetterSink deadLetters,
      RetryDelays delays,
      InstantSource clock,
      Optional<Path> checkpoints) {
    this(upstream, calls, functions, deadLetters, delays, clock, checkpoints, StreamAids.NONE);
  }

  String functionName(String logicalId) {
    return calls.apply(logicalId, "").function();
  }
}
