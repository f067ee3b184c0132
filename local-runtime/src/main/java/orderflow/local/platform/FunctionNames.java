package orderflow.local.platform;

import java.util.Optional;
import orderflow.local.lambda.Invocation;
import orderflow.local.template.AsyncSettings;
import orderflow.local.template.LambdaFunction;
import orderflow.local.template.Template;

/// The functions of a template by their names: triggers name logical ids, Lambda knows names.
final class FunctionNames {
  private final Template template;

  FunctionNames(Template template) {
    this.template = template;
  }

  /// A call of what a trigger points at: the alias that SAM publishes, else the function.
  ///
  /// @param logicalId of a function of the template
  Invocation call(String logicalId, String event) {
    LambdaFunction function = template.functions().get(logicalId);
    if (function == null) {
      throw new IllegalArgumentException("no function " + logicalId + " in " + template.file());
    }
    return call(function, event);
  }

  /// The same for a function's name or logical id; empty when the template has none such.
  Optional<Invocation> find(String name, String event) {
    return template.functions().values().stream()
        .filter(function -> function.name().equals(name) || function.logicalId().equals(name))
        .findFirst()
        .map(function -> call(function, event));
  }

  AsyncSettings async(String name) {
    return template.functions().values().stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .map(LambdaFunction::async)
        .orElse(AsyncSettings.DEFAULT);
  }

  private static Invocation call(LambdaFunction function, String event) {
    return new Invocation(function.name(), function.alias().orElse(""), event, "", "");
  }
}
