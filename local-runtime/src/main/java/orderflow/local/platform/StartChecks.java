package orderflow.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import orderflow.local.template.LambdaFunction;
import orderflow.local.template.Template;
import orderflow.local.template.TemplateReader;

/// What has to be true before anything starts. Every problem that can be seen is told at once.
final class StartChecks {
  private static final String BUILD = "run ./mvnw -DskipTests package";

  private final PlatformOptions options;
  private final List<StartProblem> problems = new ArrayList<>();

  private StartChecks(PlatformOptions options) {
    this.options = options;
  }

  static Template pass(PlatformOptions options) throws StartRefusedException {
    Template template = read(options);
    StartChecks checks = new StartChecks(options);
    checks.check(template);
    if (!checks.problems.isEmpty()) {
      throw new StartRefusedException(checks.problems);
    }
    return template;
  }

  private static Template read(PlatformOptions options) throws StartRefusedException {
    try {
      return TemplateReader.read(
          options.template(), LocalParameters.with(options.template(), options.parameters()));
    } catch (IOException e) {
      throw new StartRefusedException(
          "no readable file " + options.template(),
          "a SAM template",
          "start in the project's folder, or name the file with --template F");
    }
  }

  private void check(Template template) {
    template
        .refused()
        .forEach(finding ->
            add(finding.position() + ": " + finding.what(), finding.why(), "change this line"));
    if (problems.isEmpty() && template.httpApis().size() != 1) {
      add(
          template.httpApis().size() + " resources of type AWS::Serverless::HttpApi",
          "exactly one",
          "put one HTTP API into " + template.file());
    }
    modules();
    template.functions().values().forEach(this::packageOf);
    Set<String> functions = template.functions().keySet();
    options.debugPorts().keySet().forEach(name -> known("A debug port", name, functions));
    options
        .environmentOverrides()
        .forEach((name, variables) -> overrides(template, name, variables));
    problems.addAll(PortChecks.problems(options.ports()));
  }

  private void modules() {
    built(options.projectRoot().resolve("local-runtime/target/ric"));
    if (options.dynamodb().isEmpty()) {
      built(options.projectRoot().resolve("dynamodb-local/target/dynamodb-local.jar"));
    }
  }

  private void built(Path file) {
    if (!Files.exists(file)) {
      add("no " + file, "the built module", BUILD);
    }
  }

  private void packageOf(LambdaFunction function) {
    if (!Files.isDirectory(function.codeUri())) {
      add(
          function.position() + ": no package of " + function.logicalId(),
          "the folder " + function.codeUri(),
          BUILD);
    }
  }

  private void known(String what, String name, Set<String> functions) {
    if (!functions.contains(name)) {
      add(
          what + " for the function " + name,
          "one of " + functions.stream().sorted().collect(Collectors.joining(", ")),
          "use the logical id of a function");
    }
  }

  /// As with `sam local`, a variable has to be declared on the function to be replaced.
  private void overrides(Template template, String name, Map<String, String> variables) {
    LambdaFunction function = template.functions().get(name);
    if (function == null) {
      known("Variables", name, template.functions().keySet());
      return;
    }
    variables.keySet().stream()
        .filter(variable -> !function.environment().containsKey(variable))
        .forEach(variable ->
            add(
                "the variable " + variable + " for " + name,
                "one of " + function.environment().keySet().stream().sorted().toList(),
                "declare it in the template"));
  }

  private void add(String found, String expected, String remedy) {
    problems.add(new StartProblem(found, expected, remedy));
  }
}
