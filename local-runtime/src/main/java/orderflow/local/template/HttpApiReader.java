package orderflow.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads an `AWS::Serverless::HttpApi` and joins it with the routes that functions declare.
final class HttpApiReader {
  private final Properties api;
  private final Findings findings;
  private final Function<Value, String> functionOfArn;

  /// @param functionOfArn the logical id of the function an ARN names; refuses others
  HttpApiReader(Properties api, Findings findings, Function<Value, String> functionOfArn) {
    this.api = api;
    this.findings = findings;
    this.functionOfArn = functionOfArn;
  }

  HttpApi read(String logicalId, List<RouteReader.Route> events) {
    api.neutral("Name", "Description", "FailOnWarnings")
        .report(findings, "not emulated; requests behave the same", "Tags", "PropagateTags");
    api.read("StageName", Shapes::text)
        .filter(stage -> !stage.equals("$default"))
        .ifPresent(
            stage -> findings.refuse(api.keyAt("StageName"), "StageName " + stage, "$default"));
    Optional<Properties> auth = api.nested("Auth");
    Map<String, LambdaAuthorizer> authorizers = auth.map(this::authorizers).orElse(Map.of());
    Optional<String> usual = auth.flatMap(value -> value.read("DefaultAuthorizer", Shapes::text));
    auth.ifPresent(value -> value.finish(findings));
    HttpApi read =
        new HttpApi(
            logicalId,
            References.apiId(logicalId),
            routes(events, usual, authorizers),
            authorizers,
            api.read("CorsConfiguration", this::cors),
            api.nested("DefaultRouteSettings").map(this::throttle),
            api.read("RouteSettings", this::throttles).orElse(Map.of()),
            api.nested("AccessLogSettings").map(this::accessLogFormat));
    api.finish(findings);
    return read;
  }

  private String accessLogFormat(Properties settings) {
    settings.required("DestinationArn", Shapes::text);
    String format = settings.required("Format", Shapes.matching("[^\\n\\r]+", "one line of text"));
    settings.finish(findings);
    return format;
  }

  private List<HttpRoute> routes(
      List<RouteReader.Route> events,
      Optional<String> usual,
      Map<String, LambdaAuthorizer> authorizers) {
    List<HttpRoute> routes = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (RouteReader.Route event : events) {
      if (!keys.add(event.method() + " " + event.path())) {
        findings.refuse(
            event.at(),
            "a second route " + event.method() + " " + event.path(),
            "expected one; API Gateway gives a route to one function");
      }
      Optional<String> authorizer =
          event.authorizer().or(() -> usual).filter(name -> !name.equals("NONE"));
      authorizer
          .filter(name -> !authorizers.containsKey(name))
          .ifPresent(name -> findings.refuse(api.at(), "the authorizer " + name, "declare it"));
      routes.add(new HttpRoute(event.method(), event.path(), event.function(), authorizer));
    }
    return routes;
  }

  private Map<String, LambdaAuthorizer> authorizers(Properties auth) {
    Map<String, LambdaAuthorizer> authorizers = new LinkedHashMap<>();
    auth.read("Authorizers", Shapes::mapping)
        .ifPresent(mapping ->
            mapping
                .entries()
                .forEach((name, entry) -> authorizers.put(name, authorizer(name, entry))));
    return authorizers;
  }

  private LambdaAuthorizer authorizer(String name, Value.Entry entry) {
    Properties authorizer =
        new Properties("the authorizer " + name, Shapes.mapping(entry.value()))
            .neutral("EnableFunctionDefaultPermissions", "FunctionInvokeRole");
    authorizer
        .read("AuthorizerPayloadFormatVersion", Shapes::text)
        .filter(version -> !version.equals("2.0"))
        .ifPresent(version -> findings.refuse(entry.keyAt(), "payload format " + version, "2.0"));
    Optional<Properties> identity = authorizer.nested("Identity");
    LambdaAuthorizer read =
        new LambdaAuthorizer(
            name,
            authorizer.required("FunctionArn", functionOfArn),
            identity.map(HttpApiReader::sources).orElse(List.of()),
            Duration.ofSeconds(
                identity
                    .flatMap(value -> value.read("ReauthorizeEvery", Shapes::integer))
                    .orElse(0)),
            authorizer.read("EnableSimpleResponses", Shapes::bool).orElse(false));
    identity.ifPresent(value -> value.finish(findings));
    authorizer.finish(findings);
    return read;
  }

  private static List<String> sources(Properties identity) {
    List<String> sources = new ArrayList<>();
    Map<String, String> prefixes = new LinkedHashMap<>();
    prefixes.put("Headers", "$request.header.");
    prefixes.put("QueryStrings", "$request.querystring.");
    prefixes.put("Context", "$context.");
    prefixes.put("StageVariables", "$stageVariables.");
    prefixes.forEach((name, prefix) ->
        identity.read(name, Shapes::texts).orElse(List.of()).stream()
            .map(prefix::concat)
            .forEach(sources::add));
    return sources;
  }

  private Cors cors(Value value) {
    Properties cors = new Properties("CorsConfiguration", Shapes.mapping(value));
    Cors read =
        new Cors(
            list(cors, "AllowOrigins"),
            list(cors, "AllowMethods"),
            list(cors, "AllowHeaders"),
            list(cors, "ExposeHeaders"),
            cors.read("AllowCredentials", Shapes::bool).orElse(false),
            Duration.ofSeconds(cors.read("MaxAge", Shapes::integer).orElse(0)));
    cors.finish(findings);
    return read;
  }

  private static List<String> list(Properties cors, String name) {
    return cors.read(name, Shapes::texts).orElse(List.of());
  }

  private Throttle throttle(Properties settings) {
    settings.neutral("DetailedMetricsEnabled");
    Throttle read =
        new Throttle(
            settings.required("ThrottlingBurstLimit", Shapes::integer),
            settings.required("ThrottlingRateLimit", Shapes::number));
    settings.finish(findings);
    return read;
  }

  private Map<String, Throttle> throttles(Value value) {
    Map<String, Throttle> throttles = new LinkedHashMap<>();
    Shapes.mapping(value)
        .entries()
        .forEach((key, entry) ->
            throttles.put(
                key, throttle(new Properties("RouteSettings", Shapes.mapping(entry.value())))));
    return throttles;
  }
}
