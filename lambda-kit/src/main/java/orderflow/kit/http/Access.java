package orderflow.kit.http;

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

  /// No token is needed; one that is sent is not looked at.
  record Open() implements Access {}

  /// Any good access token.
  record Authenticated() implements Access {}

  /// A good access token that carries the scope.
  record Scope(String name) implements Access {}
}
