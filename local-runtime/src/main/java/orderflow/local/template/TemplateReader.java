package orderflow.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Reads a template. Everything that is wrong with it is in [Template#findings], so that one run
/// shows all of it; a part that is refused is left out of the model.
public final class TemplateReader {
  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String HTTP_API = "AWS::Serverless::HttpApi";
  private static final List<String> SECTIONS =
      List.of(
          "AWSTemplateFormatVersion",
          "Transform",
          "Description",
          "Metadata",
          "Parameters",
          "Mappings",
          "Conditions",
          "Globals",
          "Resources",
          "Outputs");
  private static final List<String> RESOURCE_ATTRIBUTES =
      List.of(
          "Type",
          "Properties",
          "Condition",
          "DependsOn",
          "Metadata",
          "DeletionPolicy",
          "UpdateReplacePolicy");
  private static final List<String> NOT_EMULATED =
      List.of(
          "AWS::KMS::",
          "AWS::Logs::",
          "AWS::CloudWatch::",
          "AWS::Budgets::",
          "AWS::SES::",
          "AWS::S3::BucketPolicy");

  private final Path file;
  private final Findings findings = new Findings();
  private final Map<String, LambdaFunction> functions = new LinkedHashMap<>();
  private final Map<String, HttpApi> apis = new LinkedHashMap<>();
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Map<String, String> outputs = new LinkedHashMap<>();
  private final Map<String, Bucket> buckets = new LinkedHashMap<>();
  private final DestinationReader destinations = new DestinationReader(buckets, findings);
  private final EventReader events = new EventReader(tables, buckets, destinations, findings);

  private TemplateReader(Path file) {
    this.file = file;
  }

  /// Reads a file.
  ///
  /// @param parameters values that replace a parameter's default
  /// @throws IOException if the file cannot be read
  public static Template read(Path file, Map<String, String> parameters) throws IOException {
    TemplateReader reader = new TemplateReader(file);
    String text = Files.readString(file);
    reader.findings.guard(() -> reader.template(new YamlReader(file).read(text), parameters));
    return reader.result();
  }

  private Template result() {
    return new Template(
        file,
        functions,
        apis,
        tables,
        buckets,
        events.s3Triggers(),
        events.streamTriggers(),
        events.scheduleTriggers(),
        findings.all(),
        outputs);
  }

  private void template(Value.Mapping root, Map<String, String> overrides) {
    refuseUnknown(root, SECTIONS, "the section ");
    Value.Mapping mappings = section(root, "Mappings");
    Map<String, Value> parameters =
        Parameters.read(section(root, "Parameters"), overrides, findings);
    Value.Mapping none = Value.Mapping.empty(root.at());
    Resources noResources = new Resources(none, condition -> false, findings);
    Intrinsics early = new Intrinsics(parameters, mappings, condition -> false, noResources, none);
    Conditions conditions = new Conditions(section(root, "Conditions"), early::resolve);
    Resources resources = new Resources(section(root, "Resources"), conditions::holds, findings);
    Globals globals = new Globals(section(root, "Globals"), findings);
    Intrinsics intrinsics =
        new Intrinsics(parameters, mappings, conditions::holds, resources, globals.function());
    List<Resources.Declaration> all = List.copyOf(resources.declared().values());
    all.forEach(resource -> findings.guard(() -> check(resource, resources)));
    all.forEach(resource -> findings.guard(() -> store(resource, resources, intrinsics)));
    all.forEach(resource -> findings.guard(() -> run(resource, resources, intrinsics, globals)));
    all.forEach(resource -> findings.guard(() -> api(resource, intrinsics, globals)));
    refuseRoutesWithoutApi();
    outputs(section(root, "Outputs"), intrinsics);
  }

  private static Value.Mapping section(Value.Mapping root, String name) {
    Value.Entry entry = root.entries().get(name);
    return entry == null ? Value.Mapping.empty(root.at()) : Shapes.mapping(entry.value());
  }

  private void refuseUnknown(Value.Mapping mapping, List<String> known, String what) {
    mapping
        .entries()
        .forEach((name, entry) -> {
          if (!known.contains(name)) {
            findings.refuse(
                entry.keyAt(), what + name, "remove it; known here: " + String.join(", ", known));
          }
        });
  }

  private void check(Resources.Declaration resource, Resources resources) {
    refuseUnknown(
        resource.body(), RESOURCE_ATTRIBUTES, "the attribute of " + resource.logicalId() + " ");
    Value.Entry depends = resource.body().entries().get("DependsOn");
    if (depends != null) {
      for (Value name : Shapes.itemsOrOne(depends.value())) {
        if (!resources.knows(Shapes.text(name))) {
          throw Refusal.expected(name, "the logical id of a resource");
        }
      }
    }
  }

  private void store(Resources.Declaration resource, Resources resources, Intrinsics intrinsics) {
    String id = resource.logicalId();
    switch (resource.type()) {
      case "AWS::DynamoDB::Table" -> {
        Properties properties = properties(resource, noGlobals(resource), intrinsics);
        String name = resources.name(resource, intrinsics);
        tables.put(id, TableReader.read(resource, name, properties, findings));
      }
      case "AWS::S3::Bucket" -> {
        Properties properties = properties(resource, noGlobals(resource), intrinsics);
        String name = resources.name(resource, intrinsics);
        buckets.put(id, BucketReader.read(resource, name, properties, findings));
      }
      case FUNCTION, HTTP_API -> {}
      default -> other(resource);
    }
  }

  private static Value.Mapping noGlobals(Resources.Declaration resource) {
    return Value.Mapping.empty(resource.at());
  }

  private void run(
      Resources.Declaration resource, Resources resources, Intrinsics intrinsics, Globals globals) {
    if (resource.type().equals(FUNCTION)) {
      String id = resource.logicalId();
      Properties properties = properties(resource, globals.function(), intrinsics);
      properties.read("Events", Shapes::mapping).ifPresent(own -> events.read(id, own));
      Path directory = file.toAbsolutePath().resolveSibling("");
      String name = resources.name(resource, intrinsics);
      functions.put(
          id, FunctionReader.read(resource, name, properties, directory, destinations, findings));
    }
  }

  private void other(Resources.Declaration resource) {
    if (NOT_EMULATED.stream().noneMatch(resource.type()::startsWith)) {
      throw new Refusal(
          resource.at(),
          "the resource type " + resource.type() + " of " + resource.logicalId(),
          "this platform cannot run it; give it a Condition that does not hold here, or remove it");
    }
    findings.report(
        resource.at(), "resources of type " + resource.type(), "not emulated on this machine");
  }

  private void api(Resources.Declaration resource, Intrinsics intrinsics, Globals globals) {
    if (resource.type().equals(HTTP_API)) {
      String id = resource.logicalId();
      Properties properties = properties(resource, globals.httpApi(), intrinsics);
      List<RouteReader.Route> own =
          events.routes().stream()
              .filter(route -> route.apiId().equals(References.apiId(id)))
              .toList();
      apis.put(id, new HttpApiReader(properties, findings, this::functionOfArn).read(id, own));
    }
  }

  private void refuseRoutesWithoutApi() {
    for (RouteReader.Route route : events.routes()) {
      if (apis.values().stream().noneMatch(api -> api.apiId().equals(route.apiId()))) {
        findings.refuse(
            route.at(),
            "the ApiId " + route.apiId(),
            "expected !Ref of an AWS::Serverless::HttpApi of this template");
      }
    }
  }

  private String functionOfArn(Value arn) {
    String text = Shapes.text(arn);
    return functions.values().stream()
        .filter(function -> {
          String own = References.arn("lambda", "function:" + function.name());
          return text.equals(own) || text.startsWith(own + ":");
        })
        .findFirst()
        .map(LambdaFunction::logicalId)
        .orElseThrow(() -> Refusal.expected(arn, "the ARN of a function of this template"));
  }

  private static Properties properties(
      Resources.Declaration resource, Value.Mapping globals, Intrinsics intrinsics) {
    Value.Mapping own = resource.properties().orElseGet(() -> Value.Mapping.empty(resource.at()));
    Value merged = intrinsics.resolve(Globals.merge(globals, own));
    return new Properties(resource.type(), Shapes.mapping(merged));
  }

  private void outputs(Value.Mapping section, Intrinsics intrinsics) {
    SequencedMap<String, Value.Entry> entries = section.entries();
    entries.forEach((name, entry) ->
        findings.guard(() -> {
          Properties output = new Properties("output " + name, Shapes.mapping(entry.value()));
          Value value = output.required("Value", any -> any);
          outputs.put(name, Shapes.text(intrinsics.resolve(value)));
        }));
  }
}
