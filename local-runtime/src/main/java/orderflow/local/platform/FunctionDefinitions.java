package orderflow.local.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orderflow.local.lambda.FunctionDefinition;
import orderflow.local.template.LambdaFunction;
import orderflow.local.template.Template;

/// Makes the functions of a template runnable: their environment and their package.
final class FunctionDefinitions {
  private FunctionDefinitions() {}

  static List<FunctionDefinition> of(
      Template template, PlatformOptions options, Map<String, String> endpoints)
      throws StartRefusedException {
    List<FunctionDefinition> definitions = new ArrayList<>();
    for (LambdaFunction function : template.functions().values()) {
      definitions.add(definition(function, options, endpoints));
    }
    return definitions;
  }

  private static FunctionDefinition definition(
      LambdaFunction function, PlatformOptions options, Map<String, String> endpoints)
      throws StartRefusedException {
    Map<String, String> environment = new HashMap<>(function.environment());
    environment.putAll(options.environmentOverrides().getOrDefault(function.logicalId(), Map.of()));
    environment.putAll(endpoints);
    try {
      return new FunctionDefinition(
          function.name(),
          function.handler(),
          function.codeUri(),
          function.memoryMegabytes(),
          function.timeout(),
          environment,
          function.reservedConcurrency().orElse(FunctionDefinition.UNRESERVED),
          function.alias().orElse(""),
          options.debugPorts().getOrDefault(function.logicalId(), 0));
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException(
          function.position() + ": " + e.getMessage(),
          "a function within Lambda's quotas",
          "change the template or the variables given at start");
    }
  }
}
