package orderflow.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads an `AWS::Serverless::Function` without its events.
final class FunctionReader {
  private FunctionReader() {}

  static LambdaFunction read(
      Resources.Declaration resource,
      String name,
      Properties function,
      Path directory,
      DestinationReader destinations,
      Findings findings) {
    declareUnemulated(function, findings);
    LambdaFunction read =
        new LambdaFunction(
            resource.logicalId(),
            name,
            function.required("Handler", Shapes::text),
            function.required("Runtime", FunctionReader::runtime),
            packageDirectory(resource, function, directory),
            function.read("MemorySize", Shapes::integer).orElse(128),
            Duration.ofSeconds(function.read("Timeout", Shapes::integer).orElse(3)),
            environment(function, findings),
            function
                .read("Policies", value -> PolicyReader.read(value, findings))
                .orElse(List.of()),
            function.read("AutoPublishAlias", Shapes::text),
            function
                .read("ReservedConcurrentExecutions", Shapes::integer)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty()),
            AsyncReader.read(function, destinations, findings),
            resource.at());
    function.finish(findings);
    return read;
  }

  private static void declareUnemulated(Properties function, Findings findings) {
    function
        .neutral(
            "Description",
            "FunctionName",
            "Events",
            "AutoPublishAliasAllProperties",
            "AutoPublishCodeSha256",
            "VersionDescription",
            "RecursiveLoop")
        .report(
            findings,
            "not emulated; invocations behave the same",
            "SnapStart",
            "Architectures",
            "LoggingConfig",
            "Tracing",
            "KmsKeyArn",
            "Tags",
            "PropagateTags",
            "VpcConfig",
            "DeploymentPreference",
            "EphemeralStorage",
            "ProvisionedConcurrencyConfig");
  }

  private static String runtime(Value value) {
    String runtime = Shapes.text(value);
    if (!runtime.startsWith("java")) {
      throw Refusal.expected(value, "a Java runtime such as java25");
    }
    return runtime;
  }

  /// With BuildMethod makefile the build leaves the package in `target/lambda` of the code folder.
  private static Path packageDirectory(
      Resources.Declaration resource, Properties function, Path directory) {
    Path code = directory.resolve(function.required("CodeUri", Shapes::text));
    boolean makefile =
        Optional.ofNullable(resource.body().entries().get("Metadata"))
            .map(metadata -> new Properties("Metadata", Shapes.mapping(metadata.value())))
            .flatMap(metadata -> metadata.read("BuildMethod", Shapes::text))
            .filter("makefile"::equals)
            .isPresent();
    return makefile ? code.resolve("target/lambda") : code;
  }

  private static Map<String, String> environment(Properties function, Findings findings) {
    Map<String, String> variables = new LinkedHashMap<>();
    function
        .nested("Environment")
        .ifPresent(environment -> {
          environment
              .required("Variables", Shapes::mapping)
              .entries()
              .forEach((name, entry) -> variables.put(name, Shapes.text(entry.value())));
          environment.finish(findings);
        });
    return variables;
  }
}
