package orderflow.local.httpapi;

import java.util.Optional;
import java.util.function.BiFunction;

/// Where an authorizer finds who calls (Developer Guide, "Identity sources" of Lambda authorizers
/// for HTTP APIs).
final class IdentitySource {

  private static final String HEADER = "$request.header.";
  private static final String QUERY = "$request.querystring.";
  private static final String CONTEXT = "$context.";
  private static final String STAGE_VARIABLE = "$stageVariables.";

  private final BiFunction<GatewayRequest, RouteMatch, Optional<String>> value;

  private IdentitySource(BiFunction<GatewayRequest, RouteMatch, Optional<String>> value) {
    this.value = value;
  }

  /// Reads a selection expression.
  ///
  /// @throws IllegalArgumentException if it is none, or one that has no value on this machine
  static IdentitySource parse(String expression) {
    if (expression.startsWith(HEADER)) {
      String name = expression.substring(HEADER.length());
      return new IdentitySource((request, match) -> request.headers().get(name));
    }
    if (expression.startsWith(QUERY)) {
      String name = expression.substring(QUERY.length());
      return new IdentitySource((request, match) ->
          Optional.ofNullable(Percent.parameters(request.rawQuery()).get(name)));
    }
    if (expression.startsWith(STAGE_VARIABLE)) {
      return new IdentitySource((request, match) -> Optional.empty());
    }
    return new IdentitySource(context(expression));
  }

  /// The value in a request. Empty when it is missing or empty.
  Optional<String> of(GatewayRequest request, RouteMatch match) {
    return value.apply(request, match).filter(text -> !text.isEmpty());
  }

  private static BiFunction<GatewayRequest, RouteMatch, Optional<String>> context(
      String expression) {
    String name = expression.startsWith(CONTEXT) ? expression.substring(CONTEXT.length()) : "";
    return switch (name) {
      case "routeKey" -> (request, match) -> Optional.of(match.route().key());
      case "httpMethod" -> (request, match) -> Optional.of(request.method());
      case "path" -> (request, match) -> Optional.of(request.path());
      case "identity.sourceIp" -> (request, match) -> Optional.of(request.sourceIp());
      case "requestId" -> (request, match) -> Optional.of(request.id());
      case "stage" -> (request, match) -> Optional.of("$default");
      default ->
          throw new IllegalArgumentException(
              "Identity source "
                  + expression
                  + " is not emulated; known are $request.header.X, $request.querystring.X, $context.routeKey,"
                  + " .httpMethod, .path, .identity.sourceIp, .requestId, .stage and $stageVariables.X");
    };
  }
}
