package orderflow.local.template;

import java.util.Locale;
import java.util.Optional;

/// Reads function events of type `HttpApi`: each is a route.
final class RouteReader {
  private final Findings findings;

  RouteReader(Findings findings) {
    this.findings = findings;
  }

  /// A route, the API it is on, and whether it said which authorizer it wants.
  ///
  /// @param authorizer empty: the API's default applies; `NONE`: public
  /// @param at where the template names the API
  record Route(
      String apiId,
      String method,
      String path,
      String function,
      Optional<String> authorizer,
      SourcePosition at) {}

  Route read(String function, Properties route) {
    route.read("PayloadFormatVersion", Shapes.oneOf("2.0"));
    Optional<Properties> auth = route.nested("Auth");
    Optional<String> authorizer = auth.flatMap(value -> value.read("Authorizer", Shapes::text));
    auth.ifPresent(value -> value.finish(findings));
    return new Route(
        route.read("ApiId", Shapes::text).orElseThrow(() -> implicit(route)),
        route.read("Method", Shapes::text).map(RouteReader::method).orElse("ANY"),
        route.read("Path", Shapes::text).orElse("$default"),
        function,
        authorizer,
        route.keyAt("ApiId"));
  }

  private static Refusal implicit(Properties route) {
    return new Refusal(
        route.at(),
        "a route without ApiId, which SAM puts on an API that the template does not show",
        "declare an AWS::Serverless::HttpApi and give the route ApiId: !Ref of it");
  }

  private static String method(String method) {
    String upper = method.toUpperCase(Locale.ROOT);
    return upper.equals("X-AMAZON-APIGATEWAY-ANY-METHOD") || upper.equals("*") ? "ANY" : upper;
  }
}
