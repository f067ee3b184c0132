package orderflow.local.template;

import java.util.Optional;

/// One route of an HTTP API.
///
/// @param method an HTTP method or `ANY`
/// @param path `$default`, or a path whose parts may be `{name}` and whose last may be `{name+}`
/// @param authorizer the name of the authorizer; empty for a public route
public record HttpRoute(
    String method, String path, String functionLogicalId, Optional<String> authorizer) {

  /// The route key as API Gateway writes it.
  public String key() {
    return path.equals("$default") ? path : method + " " + path;
  }
}
