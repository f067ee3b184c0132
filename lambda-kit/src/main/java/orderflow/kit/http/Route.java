package orderflow.kit.http;

import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A route's requirement and its handler; its key in the route map is API Gateway's `routeKey`.
///
/// @param mediaTypes what it can answer with besides JSON
/// @param bodyType the media type of bodies it takes
public record Route(Access access, HttpHandler handler, Set<String> mediaTypes, String bodyType) {
  /// How old a login may be where a fresh one is wanted.
  public static final Duration RECENT = Duration.ofMinutes(10);

  public Route {
    mediaTypes = Set.copyOf(mediaTypes);
  }

  public static Route open(HttpHandler handler) {
    return of(Access.open(), handler);
  }

  public static Route authenticated(HttpHandler handler) {
    return of(Access.authenticated(), handler);
  }

  public static Route scope(String scope, HttpHandler handler) {
    return of(Access.scope(scope), handler);
  }

  private static Route of(Access access, HttpHandler handler) {
    return new Route(access, handler, Set.of(), "application/json");
  }

  /// The same route, for people only after a login younger than [#RECENT] (step-up).
  public Route afterRecentLogin() {
    return new Route(Access.recentLogin(access, RECENT), handler, mediaTypes, bodyType);
  }

  /// The same route with its handler behind a check, unless it is open.
  Route behind(UnaryOperator<HttpHandler> check) {
    return access instanceof Access.Open
        ? this
        : new Route(access, check.apply(handler), mediaTypes, bodyType);
  }

  /// The same route, which also answers with another media type to who asks for it by name.
  public Route alsoAs(String mediaType) {
    return new Route(access, handler, Set.of(mediaType), bodyType);
  }

  /// The same route, which takes a form instead of JSON (RFC 6749 appendix B).
  public Route takingForms() {
    return new Route(access, handler, mediaTypes, FormBody.MEDIA_TYPE);
  }
}
