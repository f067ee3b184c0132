package orderflow.kit.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The routes of a function by API Gateway's `routeKey`, for instance `POST /v1/orders`. A test
/// holds the set equal to the template's and OpenAPI's.
public final class RouteMap {
  private final Map<String, Route> routes;

  private RouteMap(Map<String, Route> routes) {
    this.routes = Map.copyOf(routes);
  }

  public static Builder builder() {
    return new Builder();
  }

  public Optional<Route> find(String routeKey) {
    return Optional.ofNullable(routes.get(routeKey));
  }

  public Set<String> keys() {
    return routes.keySet();
  }

  /// The same routes, of which each that asks for a caller is handled behind a check of the
  /// service's own.
  public RouteMap behind(UnaryOperator<HttpHandler> check) {
    Map<String, Route> checked = new LinkedHashMap<>();
    routes.forEach((key, route) -> checked.put(key, route.behind(check)));
    return new RouteMap(checked);
  }

  /// Collects routes; a key given twice is a programming error.
  public static final class Builder {
    private final Map<String, Route> routes = new LinkedHashMap<>();

    private Builder() {}

    public Builder add(String routeKey, Route route) {
      if (routes.put(routeKey, route) != null) {
        throw new IllegalArgumentException("route " + routeKey + " is given twice");
      }
      return this;
    }

    public RouteMap build() {
      return new RouteMap(routes);
    }
  }
}
