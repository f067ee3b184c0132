package orderflow.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// How every function is set up: runtime, snapshot, alias, logs, and time limits that fit what
/// waits for it.
final class FunctionRule {
  private static final int GATEWAY_SECONDS = 30;
  private static final int AUTHORIZER_SECONDS = 10;

  /// Lambda's limit for all variables of a function together.
  private static final int ENVIRONMENT_BYTES = 4096;

  /// What a reference to a name, an ARN or a parameter may take.
  private static final int VALUE_BYTES = 140;

  static final Set<String> CONTINUED = Set.of("ImportFileFunction", "RunJobFunction");

  private FunctionRule() {}

  static List<String> faults(SamTemplate template) {
    List<String> faults = new ArrayList<>();
    for (SamTemplate.Resource function : template.resources(SamTemplate.FUNCTION)) {
      settings(function, faults);
      logs(template, function, faults);
      environment(function, faults);
      size(function, faults);
      timeLimit(function, faults);
    }
    return faults;
  }

  private static void settings(SamTemplate.Resource function, List<String> faults) {
    Check check = new Check(function.id(), function.properties(), faults);
    check.equal("/Runtime", "java25");
    check.equal("/Architectures", List.of("arm64"));
    check.equal("/SnapStart/ApplyOn", "PublishedVersions");
    check.equal("/AutoPublishAlias", "live");
    check.equal("/AutoPublishAliasAllProperties", true);
    check.equal("/AutoPublishCodeSha256/Ref", "Release");
    check.absent("/Role", "each function has a role of its own, which SAM makes");
    name(function, check);
    Check metadata = new Check(function.id(), function.node(), faults);
    metadata.equal("/Metadata", Map.of("BuildMethod", "makefile", "ProjectRootDirectory", "."));
    String handler = function.properties().path("Handler").asText();
    if (!handler.matches("orderflow\\.[a-z]+\\." + function.id())) {
      faults.add(function.id() + ": Handler " + handler + " is not the class of that name");
    }
  }

  /// A function that invokes itself needs a name, because its role cannot refer to it: a cycle. The
  /// stack's name in it allows a second stack, and Lambda must not take the chain for a loop.
  private static void name(SamTemplate.Resource function, Check check) {
    if (CONTINUED.contains(function.id())) {
      String kebab = function.id().replace("Function", "").replaceAll("(.)([A-Z])", "$1-$2");
      String name = "${AWS::StackName}-" + kebab.toLowerCase(Locale.ROOT);
      check.equal("/FunctionName/Fn::Sub", name);
      check.equal("/RecursiveLoop", "Allow");
    } else {
      check.absent("/FunctionName", "a name would forbid a second stack");
      check.absent("/RecursiveLoop", "it does not invoke itself");
    }
  }

  private static void logs(
      SamTemplate template, SamTemplate.Resource function, List<String> faults) {
    Check check = new Check(function.id(), function.properties(), faults);
    check.equal("/LoggingConfig/LogFormat", "JSON");
    check.equal("/LoggingConfig/ApplicationLogLevel", "TRACE");
    String group = function.properties().at("/LoggingConfig/LogGroup/Ref").asText();
    JsonNode logGroup = template.root().path("Resources").path(group);
    if (!group.equals(function.id().replace("Function", "LogGroup"))) {
      faults.add(function.id() + ": LogGroup is " + group + ", expected one of its own");
    }
    new Check(group, logGroup, faults).present("/Properties/RetentionInDays");
  }

  private static void environment(SamTemplate.Resource function, List<String> faults) {
    Check check = new Check(function.id(), function.properties(), faults);
    check.present("/Environment/Variables/LOG_LEVEL");
    check.absent("/Environment/Variables/CLOCK_OFFSET_FILE", "the clock is moved in tests only");
    function
        .properties()
        .at("/Environment/Variables")
        .properties()
        .forEach(variable -> variable(function, variable.getKey(), variable.getValue(), faults));
  }

  private static void size(SamTemplate.Resource function, List<String> faults) {
    int bytes = 0;
    for (var variable : function.properties().at("/Environment/Variables").properties()) {
      bytes += variable.getKey().length() + bytes(variable.getValue());
    }
    if (bytes > ENVIRONMENT_BYTES) {
      faults.add(
          function.id() + ": its variables may take " + bytes + " bytes, Lambda allows 4096");
    }
  }

  private static int bytes(JsonNode value) {
    JsonNode jars = value.at("/Fn::Join/1/1/Fn::Join/1");
    int list = 0;
    for (JsonNode jar : jars) {
      list += jar.asText().length() + 1;
    }
    return jars.isMissingNode() ? VALUE_BYTES : list + "-Xbootclasspath/a:".length();
  }

  private static void variable(
      SamTemplate.Resource function, String name, JsonNode value, List<String> faults) {
    if (name.startsWith("AWS_")) {
      faults.add(function.id() + ": " + name + " is for the local platform only");
    }
    if (name.endsWith("_TABLE") && !value.has("Ref")) {
      faults.add(function.id() + ": " + name + " must be a Ref to a table");
    }
    if (name.endsWith("_BUCKET") && !value.path("Ref").asText().endsWith("Bucket")) {
      faults.add(function.id() + ": " + name + " must be a Ref to a bucket");
    }
    if (name.endsWith("_FUNCTION") && !value.path("Ref").asText().endsWith(".Alias")) {
      faults.add(function.id() + ": " + name + " must be a Ref to the alias of a function");
    }
  }

  private static void timeLimit(SamTemplate.Resource function, List<String> faults) {
    int seconds = function.properties().path("Timeout").asInt();
    boolean http =
        function.properties().path("Events").properties().stream()
            .anyMatch(event -> event.getValue().path("Type").asText().equals("HttpApi"));
    if (http && seconds >= GATEWAY_SECONDS) {
      faults.add(function.id() + ": Timeout " + seconds + " outlives API Gateway's 30 seconds");
    }
    if (function.id().equals("AuthorizerFunction") && seconds >= AUTHORIZER_SECONDS) {
      faults.add(function.id() + ": Timeout " + seconds + " outlives an authorizer's 10 seconds");
    }
  }
}
