package orderflow.local.lambda;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/// The environment variables of a function's process: the template's, then Lambda's own, which win,
/// as on AWS (Developer Guide, "Defined runtime environment variables"). Nothing of the platform's
/// environment gets in.
final class FunctionEnvironment {

  /// Where Lambda unpacks a function (Developer Guide, "Defined runtime environment variables").
  private static final String TASK_ROOT = "/var/task/";

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy/MM/dd");

  private final LambdaSettings settings;

  FunctionEnvironment(LambdaSettings settings) {
    this.settings = settings;
  }

  /// The variables for one process.
  ///
  /// @param runtimeApi host, port and path prefix of the process's Runtime API
  /// @param processId names the process in its log stream
  Map<String, String> of(FunctionDefinition function, String runtimeApi, String processId) {
    Map<String, String> variables = new LinkedHashMap<>(function.environment());
    addSystem(variables);
    addFunction(variables, function);
    addCaller(variables, function);
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream(processId));
    return variables;
  }

  private static void addSystem(Map<String, String> variables) {
    variables.put("TZ", ":UTC");
    variables.put("LANG", "en_US.UTF-8");
    variables.put("PATH", "/usr/local/bin:/usr/bin:/bin:/opt/bin");
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
  }

  /// Options for the JVM name files of the package, which lies elsewhere here.
  private static String moved(String options, FunctionDefinition function) {
    return options.replace(TASK_ROOT, function.packageDirectory() + "/");
  }

  private static void addFunction(Map<String, String> variables, FunctionDefinition function) {
    variables.put("_HANDLER", function.handler());
    variables.put("LAMBDA_TASK_ROOT", function.packageDirectory().toString());
    variables.computeIfPresent("JAVA_TOOL_OPTIONS", (_, options) -> moved(options, function));
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
  }

  /// The session token names the function to the platform's store gateway; outside the platform it
  /// means nothing.
  private void addCaller(Map<String, String> variables, FunctionDefinition function) {
    variables.put("AWS_REGION", settings.region());
    variables.put("AWS_DEFAULT_REGION", settings.region());
    variables.put("AWS_ACCESS_KEY_ID", "local");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    variables.put("AWS_SESSION_TOKEN", function.name());
  }

  private String logStream(String processId) {
    String date = DATE.format(LocalDate.ofInstant(settings.clock().instant(), ZoneOffset.UTC));
    return date + "/[$LATEST]" + processId;
  }
}
