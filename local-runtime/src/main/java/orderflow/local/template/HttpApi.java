package orderflow.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One `AWS::Serverless::HttpApi` with the routes that functions declare on it.
///
/// @param apiId the API's id on this machine, the first label of its domain name
/// @param authorizers by the name routes use
/// @param throttle of the stage's default route settings
/// @param routeThrottles by route key, for example `POST /v1/auth/login`
/// @param accessLogFormat of `AccessLogSettings`: a line with `$context` variables; empty means
///   that the API keeps no access log
public record HttpApi(
    String logicalId,
    String apiId,
    List<HttpRoute> routes,
    Map<String, LambdaAuthorizer> authorizers,
    Optional<Cors> cors,
    Optional<Throttle> throttle,
    Map<String, Throttle> routeThrottles,
    Optional<String> accessLogFormat) {

  public HttpApi {
    routes = List.copyOf(routes);
    authorizers = Map.copyOf(authorizers);
    routeThrottles = Map.copyOf(routeThrottles);
  }
}
