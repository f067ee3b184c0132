package orderflow.local.platform;

import java.nio.file.Files;
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
      Template template, PlatformOptions options, Map<String, String> endpoints) throws Problem {
    for (String name : options.environment().keySet()) {
      if (!template.functions().containsKey(name)) {
        throw new Problem(
            "Variables are given for the function " + name + ", which the template does not have.",
            "Expected one of " + template.functions().keySet() + ".");
      }
    }
    List<FunctionDefinition> definitions = new ArrayList<>();
    for (LambdaFunction function : template.functions().values()) {
      definitions.add(definition(function, options, endpoints));
    }
    return definitions;
  }

  private static FunctionDefinition definition(
      LambdaFunction function, PlatformOptions options, Map<String, String> endpoints)
      throws Problem {
    if (!Files.isDirectory(function.codeUri())) {
      throw new Problem(
          "The package of " + function.logicalId() + " is missing: " + function.codeUri(),
          "Build it with ./mvnw package -DskipTests");
    }
    return new FunctionDefinition(
        function.name(),
        function.handler(),
        function.codeUri(),
        function.memoryMegabytes(),
        function.timeout(),
        environment(function, options, endpoints),
        function.reservedConcurrency().orElse(FunctionDefinition.UNRESERVED),
        function.alias().orElse(""),
        options.debugPorts().getOrDefault(function.name(), 0));
  }

  private static Map<String, String> environment(
      LambdaFunction function, PlatformOptions options, Map<String, String> endpoints)
      throws Problem {
    Map<String, String> variables = new HashMap<>(function.environment());
    Map<String, String> replaced =
        options.environment().getOrDefault(function.logicalId(), Map.of());
    for (Map.Entry<String, String> variable : replaced.entrySet()) {
      if (variables.put(variable.getKey(), variable.getValue()) == null) {
        throw new Problem(
            "The variable " + variable.getKey() + " is not declared on " + function.logicalId(),
            "Expected one of " + function.environment().keySet() + ".");
      }
    }
    variables.putAll(endpoints);
    return variables;
  }
}
