package orderflow.kit.http;

import java.time.Duration;

/// What a route asks of its caller.
public sealed interface Access {

  static Access open() {
    return new Open();
  }

  static Access authenticated() {
    return new Authenticated();
  }

  static Access scope(String name) {
    return new Scope(name);
  }

  /// The same, of a person whose login is younger than `maxAge`.
  static Access recentLogin(Access access, Duration maxAge) {
    return new RecentLogin(access, maxAge);
  }

  /// No token is needed; one that is sent is not looked at.
  record Open() implements Access {}

  /// Any good access token.
  record Authenticated() implements Access {}

  /// A good access token that carries the scope.
  record Scope(String name) implements Access {}

  /// What another access asks, and a login that is not old (step-up, RFC 9470). A client's own
  /// token passes: there is no person to ask again, and it proved its secret within the token's
  /// life.
  record RecentLogin(Access access, Duration maxAge) implements Access {}
}
