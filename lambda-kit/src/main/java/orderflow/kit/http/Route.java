package orderflow.kit.http;

import java.util.Set;

/// A route's requirement and its handler; its key in the route map is API Gateway's `routeKey`.
///
/// @param mediaTypes what it can answer with besides JSON
public record Route(Access access, HttpHandler handler, Set<String> mediaTypes) {

  public Route {
    mediaTypes = Set.copyOf(mediaTypes);
  }

  public static Route open(HttpHandler handler) {
    return new Route(Access.open(), handler, Set.of());
  }

  public static Route authenticated(HttpHandler handler) {
    return new Route(Access.authenticated(), handler, Set.of());
  }

  public static Route scope(String scope, HttpHandler handler) {
    return new Route(Access.scope(scope), handler, Set.of());
  }

  /// The same route, which also answers with another media type to who asks for it by name.
  public Route alsoAs(String mediaType) {
    return new Route(access, handler, Set.of(mediaType));
  }
}
