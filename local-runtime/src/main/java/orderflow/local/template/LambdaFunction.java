package orderflow.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// One `AWS::Serverless::Function`.
///
/// @param name the function's name on the platform: `FunctionName`, else the logical id
/// @param codeUri the folder whose `lib/*.jar` and classes are the function's package
/// @param environment the variables of the template, resolved; the platform adds its own
/// @param permissions the statements of the function's role
/// @param alias the alias that `AutoPublishAlias` publishes
/// @param async how its asynchronous invocations are retried
/// @param reservedConcurrency concurrent executions at most; empty means no limit of its own
public record LambdaFunction(
    String logicalId,
    String name,
    String handler,
    String runtime,
    Path codeUri,
    int memoryMegabytes,
    Duration timeout,
    Map<String, String> environment,
    List<PolicyStatement> permissions,
    Optional<String> alias,
    OptionalInt reservedConcurrency,
    AsyncSettings async,
    SourcePosition position) {

  public LambdaFunction {
    environment = Map.copyOf(environment);
    permissions = List.copyOf(permissions);
  }

  /// The same function with other environment variables.
  public LambdaFunction withEnvironment(Map<String, String> variables) {
    return new LambdaFunction(
        logicalId,
        name,
        handler,
        runtime,
        codeUri,
        memoryMegabytes,
        timeout,
        variables,
        permissions,
        alias,
        reservedConcurrency,
        async,
        position);
  }
}
