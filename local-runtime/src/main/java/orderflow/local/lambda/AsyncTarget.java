package orderflow.local.lambda;

import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What the asynchronous queue needs of Lambda.
///
/// @param invoke runs an event under a request id and waits for its end
/// @param closed whether a function's reserved concurrency is 0
/// @param versionArn the ARN of a function with `:$LATEST`
/// @param log takes a line about an event into the function's log
record AsyncTarget(
    BiFunction<Invocation, String, InvocationOutcome> invoke,
    Predicate<String> closed,
    UnaryOperator<String> versionArn,
    Log log) {

  /// A function's log.
  @FunctionalInterface
  interface Log {
    void add(String function, String requestId, String text);
  }

  static AsyncTarget of(LambdaService lambda) {
    return new AsyncTarget(
        lambda::invoke, lambda::isClosed, name -> lambda.arn(name, "$LATEST"), lambda.logs()::add);
  }
}
