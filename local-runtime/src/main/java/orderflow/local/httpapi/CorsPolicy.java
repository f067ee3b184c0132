package orderflow.local.httpapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orderflow.local.httpapi.GatewayResponse.Header;
import orderflow.local.template.Cors;

/// The CORS configuration of an HTTP API (Developer Guide, "Configure CORS for an HTTP API"): the
/// gateway answers preflight requests and sets the headers itself; those of a function are ignored.
final class CorsPolicy {

  private final Optional<Cors> configuration;

  CorsPolicy(Optional<Cors> configuration) {
    this.configuration = configuration;
  }

  boolean isConfigured() {
    return configuration.isPresent();
  }

  /// The answer to a preflight request: 204, without CORS headers for an origin that is not
  /// allowed.
  GatewayResponse preflight(GatewayRequest request) {
    GatewayResponse empty = new GatewayResponse(204, List.of(), Body.EMPTY);
    return allowed(request).map(cors -> empty.with(preflightHeaders(cors, request))).orElse(empty);
  }

  /// Adds the headers of an answer to a request from an allowed origin; that to a preflight request
  /// has its own.
  GatewayResponse apply(GatewayRequest request, GatewayResponse response) {
    if (configuration.isEmpty() || request.isPreflight()) {
      return response;
    }
    GatewayResponse bare = response.withoutHeaders("access-control-");
    return allowed(request).map(cors -> bare.with(answerHeaders(cors, request))).orElse(bare);
  }

  private Optional<Cors> allowed(GatewayRequest request) {
    return configuration.filter(
        cors -> request.headers().get("origin").filter(origin -> allows(cors, origin)).isPresent());
  }

  private static boolean allows(Cors cors, String origin) {
    return cors.allowOrigins().stream().anyMatch(allowed -> matches(allowed, origin));
  }

  /// `*`, an origin, or `https://*` and `http://*`.
  private static boolean matches(String allowed, String origin) {
    return allowed.endsWith("*")
        ? origin.startsWith(allowed.substring(0, allowed.length() - 1))
        : allowed.equals(origin);
  }

  private static List<Header> preflightHeaders(Cors cors, GatewayRequest request) {
    List<Header> headers = common(cors, request);
    addList(headers, "access-control-allow-methods", cors.allowMethods());
    addList(headers, "access-control-allow-headers", cors.allowHeaders());
    if (!cors.maxAge().isZero()) {
      headers.add(new Header("access-control-max-age", Long.toString(cors.maxAge().toSeconds())));
    }
    return headers;
  }

  private static List<Header> answerHeaders(Cors cors, GatewayRequest request) {
    List<Header> headers = common(cors, request);
    addList(headers, "access-control-expose-headers", cors.exposeHeaders());
    return headers;
  }

  private static List<Header> common(Cors cors, GatewayRequest request) {
    List<Header> headers = new ArrayList<>();
    String origin =
        cors.allowOrigins().contains("*") ? "*" : request.headers().get("origin").orElseThrow();
    headers.add(new Header("access-control-allow-origin", origin));
    if (cors.allowCredentials()) {
      headers.add(new Header("access-control-allow-credentials", "true"));
    }
    return headers;
  }

  private static void addList(List<Header> headers, String name, List<String> values) {
    if (!values.isEmpty()) {
      headers.add(new Header(name, String.join(",", values)));
    }
  }
}
