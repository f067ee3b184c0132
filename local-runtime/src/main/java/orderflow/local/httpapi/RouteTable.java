package orderflow.local.httpapi;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orderflow.local.template.HttpRoute;

/// Finds the route of a request in API Gateway's order (Developer Guide, "Create routes for HTTP
/// APIs"): full matches before greedy ones, a literal segment before a variable, a longer greedy
/// prefix before a shorter one, a method before `ANY`, `$default` last.
final class RouteTable {

  private static final String DEFAULT = "$default";

  private record Entry(HttpRoute route, RoutePattern pattern) {

    boolean accepts(String method) {
      return route.method().equals(method) || isAny();
    }

    boolean isAny() {
      return route.method().equals("ANY");
    }

    Optional<RouteMatch> match(List<String> path) {
      return pattern.match(path).map(parameters -> new RouteMatch(route, parameters));
    }
  }

  private final List<Entry> entries;
  private final Optional<HttpRoute> otherwise;

  RouteTable(List<HttpRoute> routes) {
    entries =
        routes.stream()
            .filter(route -> !route.path().equals(DEFAULT))
            .map(route -> new Entry(route, RoutePattern.of(route.path())))
            .sorted(
                Comparator.comparing(Entry::pattern, RouteTable::compare)
                    .thenComparing(Entry::isAny))
            .toList();
    otherwise = routes.stream().filter(route -> route.path().equals(DEFAULT)).findFirst();
  }

  /// The route for a method and a raw path. Empty when there is none.
  Optional<RouteMatch> find(String method, String rawPath) {
    List<String> path = RoutePattern.split(rawPath);
    return entries.stream()
        .filter(entry -> entry.accepts(method))
        .flatMap(entry -> entry.match(path).stream())
        .findFirst()
        .or(() -> otherwise.map(route -> new RouteMatch(route, new LinkedHashMap<>())));
  }

  Stream<HttpRoute> routes() {
    return Stream.concat(entries.stream().map(Entry::route), otherwise.stream());
  }

  private static int compare(RoutePattern one, RoutePattern other) {
    if (one.isGreedy() != other.isGreedy()) {
      return one.isGreedy() ? 1 : -1;
    }
    int length = other.segments().size() - one.segments().size();
    return length != 0 ? length : compareSegments(one, other);
  }

  private static int compareSegments(RoutePattern one, RoutePattern other) {
    for (int i = 0; i < one.segments().size(); i++) {
      int difference = Boolean.compare(one.isVariable(i), other.isVariable(i));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }
}
