package orderflow.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orderflow.auth.AuthorizerFunction;

/// A function as Lambda's `java25` runtime starts it: the Runtime Interface Client on the class
/// path, the function's package beside it.
///
/// @param taskRoot the package, with jars in `lib`
/// @param options what `JAVA_TOOL_OPTIONS` holds
record LambdaProcess(Path taskRoot, Class<?> handler, String options) {
  private static final Path CLIENT = Path.of("local-runtime/target/ric");
  private static final Path AUTH_SERVICE = Path.of("auth-service/target/lambda");

  /// What the template leaves where it is, and its test says why (BootClassPathTest).
  private static final List<String> ELSEWHERE =
      List.of(
          "auth-service",
          "lambda-kit",
          "shared-model",
          "aws-lambda-java",
          "joda-time",
          "jspecify",
          "password4j",
          "argon2-jvm");

  static LambdaProcess of(Path taskRoot, Class<?> handler) {
    return new LambdaProcess(taskRoot, handler, "");
  }

  /// With the boot class path that the template gives it.
  static LambdaProcess authorizer() throws IOException {
    Path root = AUTH_SERVICE.toAbsolutePath();
    try (Stream<Path> jars = Files.list(root.resolve("lib"))) {
      String libraries =
          jars.filter(jar -> isOnBootClassPath(jar.getFileName().toString()))
              .map(Path::toString)
              .sorted()
              .collect(Collectors.joining(":"));
      return new LambdaProcess(root, AuthorizerFunction.class, "-Xbootclasspath/a:" + libraries);
    }
  }

  private static boolean isOnBootClassPath(String name) {
    return ELSEWHERE.stream().noneMatch(name::startsWith);
  }

  Process start(String runtimeApi, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command());
    Map<String, String> variables = builder.environment();
    variables.putAll(environment);
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
    variables.put("_HANDLER", handler.getName());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", handler.getSimpleName());
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    if (!options.isEmpty()) {
      variables.put("JAVA_TOOL_OPTIONS", options);
    }
    return builder
        .directory(taskRoot.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private List<String> command() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of("-XX:MaxHeapSize=891289k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    try (Stream<Path> jars = Files.list(CLIENT.toAbsolutePath())) {
      command.add(jars.map(Path::toString).sorted().collect(Collectors.joining(":")));
    }
    command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    command.add(handler.getName());
    return command;
  }
}
