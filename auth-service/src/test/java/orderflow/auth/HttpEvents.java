package orderflow.auth;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.HashMap;
import java.util.Map;

/// Events as API Gateway sends them (HTTP API, payload format 2.0).
final class HttpEvents {
  static final String DOMAIN = "local.execute-api.example";

  private HttpEvents() {}

  static APIGatewayV2HTTPEvent post(String path, String body) {
    APIGatewayV2HTTPEvent event = event("POST", path);
    event.setBody(body);
    event.setHeaders(Map.of("content-type", "application/json", "x-request-id", "req-1"));
    return event;
  }

  static APIGatewayV2HTTPEvent get(String path, Map<String, String> headers) {
    APIGatewayV2HTTPEvent event = event("GET", path);
    Map<String, String> all = new HashMap<>(headers);
    all.put("x-request-id", "req-1");
    event.setHeaders(all);
    return event;
  }

  /// Of a route whose last part is a parameter.
  static APIGatewayV2HTTPEvent delete(String parent, String parameter, String value) {
    APIGatewayV2HTTPEvent event = event("DELETE", parent + "/" + value);
    event.setRouteKey("DELETE " + parent + "/{" + parameter + "}");
    event.setPathParameters(Map.of(parameter, value));
    event.setHeaders(Map.of("x-request-id", "req-1"));
    return event;
  }

  /// A form, which some clients of OAuth send with a header to say who they are.
  static APIGatewayV2HTTPEvent form(String path, String body, Map<String, String> headers) {
    APIGatewayV2HTTPEvent event = event("POST", path);
    event.setBody(body);
    Map<String, String> all = new HashMap<>(headers);
    all.put("content-type", "application/x-www-form-urlencoded");
    all.put("x-request-id", "req-1");
    event.setHeaders(all);
    return event;
  }

  /// Of a route with parameters in its path.
  static APIGatewayV2HTTPEvent on(String method, String template, Map<String, String> parameters) {
    String path = template;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
    }
    APIGatewayV2HTTPEvent event = event(method, path);
    event.setRouteKey(method + " " + template);
    event.setPathParameters(parameters);
    event.setHeaders(Map.of("x-request-id", "req-1"));
    return event;
  }

  /// With what the authorizer says of the caller.
  static APIGatewayV2HTTPEvent withCaller(
      APIGatewayV2HTTPEvent event, Map<String, Object> context) {
    APIGatewayV2HTTPEvent.RequestContext.Authorizer authorizer =
        new APIGatewayV2HTTPEvent.RequestContext.Authorizer();
    authorizer.setLambda(context);
    event.getRequestContext().setAuthorizer(authorizer);
    return event;
  }

  /// Of any route with a parameter in its path.
  ///
  /// @param routeKey as API Gateway has it
  static APIGatewayV2HTTPEvent of(String routeKey, String parameter, String value) {
    String[] parts = routeKey.split(" ", 2);
    APIGatewayV2HTTPEvent event = event(parts[0], parts[1].replace("{" + parameter + "}", value));
    event.setRouteKey(routeKey);
    event.setPathParameters(Map.of(parameter, value));
    event.setHeaders(Map.of("content-type", "application/json", "x-request-id", "req-1"));
    return event;
  }

  private static APIGatewayV2HTTPEvent event(String method, String path) {
    APIGatewayV2HTTPEvent.RequestContext.Http http =
        new APIGatewayV2HTTPEvent.RequestContext.Http();
    http.setMethod(method);
    http.setPath(path);
    http.setSourceIp("192.0.2.1");
    APIGatewayV2HTTPEvent.RequestContext context = new APIGatewayV2HTTPEvent.RequestContext();
    context.setDomainName(DOMAIN);
    context.setHttp(http);
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    event.setVersion("2.0");
    event.setRouteKey(method + " " + path);
    event.setRawPath(path);
    event.setRequestContext(context);
    return event;
  }
}
