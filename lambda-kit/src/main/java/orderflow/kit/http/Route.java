package orderflow.kit.http;

/// A route's requirement and its handler; its key in the route map is API Gateway's `routeKey`.
public record Route(Access access, HttpHandler handler) {

  public static Route open(HttpHandler handler) {
    return new Route(Access.open(), handler);
  }

  public static Route authenticated(HttpHandler handler) {
    return new Route(Access.authenticated(), handler);
  }

  public static Route scope(String scope, HttpHandler handler) {
    return new Route(Access.scope(scope), handler);
  }
}
