package orderflow.local.lambda;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// One function as `template.yaml` declares it.
///
/// @param name the function's name, as in its ARN
/// @param handler the class, or `class::method`
/// @param packageDirectory the exploded package: classes, resources and `lib/*.jar`
/// @param memoryMegabytes Lambda's MemorySize; the heap is 85 % of it
/// @param timeout the time one invocation may take before its process is killed
/// @param environment the variables of the template; Lambda's own are added
/// @param reservedConcurrency invocations at once above which the function is throttled, or
///   [#UNRESERVED]
/// @param alias the published alias, or empty for none
/// @param debugPort the port a debugger attaches to, or 0; one process and no timeout while it is
///   set
public record FunctionDefinition(
    String name,
    String handler,
    Path packageDirectory,
    int memoryMegabytes,
    Duration timeout,
    Map<String, String> environment,
    int reservedConcurrency,
    String alias,
    int debugPort) {

  /// No reserved concurrency.
  public static final int UNRESERVED = -1;

  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(15);
  private static final int ENVIRONMENT_BYTES = 4096;

  /// @throws IllegalArgumentException if a value is outside Lambda's quotas
  public FunctionDefinition {
    packageDirectory = packageDirectory.toAbsolutePath();
    environment = Map.copyOf(environment);
    if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "Timeout of " + name + " is " + timeout.toSeconds() + " s; Lambda allows 1 to 900");
    }
    int size = size(environment);
    if (size > ENVIRONMENT_BYTES) {
      throw new IllegalArgumentException(
          "The environment of "
              + name
              + " takes "
              + size
              + " bytes; Lambda allows "
              + ENVIRONMENT_BYTES);
    }
  }

  /// A function with Lambda's defaults for all that SAM lets a template leave out (but 512 MB in
  /// place of 128 MB).
  public static FunctionDefinition of(String name, String handler, Path packageDirectory) {
    return new FunctionDefinition(
        name, handler, packageDirectory, 512, Duration.ofSeconds(3), Map.of(), UNRESERVED, "", 0);
  }

  /// The same function with another timeout.
  public FunctionDefinition withTimeout(Duration timeout) {
    return new FunctionDefinition(
        name,
        handler,
        packageDirectory,
        memoryMegabytes,
        timeout,
        environment,
        reservedConcurrency,
        alias,
        debugPort);
  }

  /// The same function with other variables.
  public FunctionDefinition withEnvironment(Map<String, String> environment) {
    return new FunctionDefinition(
        name,
        handler,
        packageDirectory,
        memoryMegabytes,
        timeout,
        environment,
        reservedConcurrency,
        alias,
        debugPort);
  }

  /// The same function with another reserved concurrency.
  public FunctionDefinition withReservedConcurrency(int reservedConcurrency) {
    return new FunctionDefinition(
        name,
        handler,
        packageDirectory,
        memoryMegabytes,
        timeout,
        environment,
        reservedConcurrency,
        alias,
        debugPort);
  }

  /// The same function with another memory size.
  public FunctionDefinition withMemory(int memoryMegabytes) {
    return new FunctionDefinition(
        name,
        handler,
        packageDirectory,
        memoryMegabytes,
        timeout,
        environment,
        reservedConcurrency,
        alias,
        debugPort);
  }

  /// The same function with an alias.
  public FunctionDefinition withAlias(String alias) {
    return new FunctionDefinition(
        name,
        handler,
        packageDirectory,
        memoryMegabytes,
        timeout,
        environment,
        reservedConcurrency,
        alias,
        debugPort);
  }

  /// The same function, waiting for a debugger on a port.
  public FunctionDefinition withDebugPort(int debugPort) {
    return new FunctionDefinition(
        name,
        handler,
        packageDirectory,
        memoryMegabytes,
        timeout,
        environment,
        reservedConcurrency,
        alias,
        debugPort);
  }

  boolean isThrottledAt(int executing) {
    return reservedConcurrency != UNRESERVED && executing >= reservedConcurrency;
  }

  boolean hasVersion(String qualifier) {
    return qualifier.isEmpty()
        || qualifier.equals("$LATEST")
        || (!alias.isEmpty() && qualifier.equals(alias));
  }

  private static int size(Map<String, String> environment) {
    return environment.entrySet().stream()
        .mapToInt(variable -> bytes(variable.getKey()) + bytes(variable.getValue()))
        .sum();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
