package orderflow.auth.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import orderflow.auth.domain.Scopes;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;

/// `GET /.well-known/oauth-authorization-server` (RFC 8414 §3) and `GET
/// /.well-known/openid-configuration`, the address that many libraries look under for the same (RFC
/// 8414 §5).
///
/// There is no authorization endpoint, so no response types. The second document also has the two
/// members that OpenID Connect Discovery 1.0 §3 wants of every document; ID tokens are not issued,
/// and the algorithm named is the one of the keys.
final class MetadataRoutes {
  private static final List<String> CLIENT_METHODS =
      List.of("client_secret_basic", "client_secret_post");
  private static final List<String> ALL_METHODS =
      List.of("client_secret_basic", "client_secret_post", "none");

  private final Issuer issuer;

  MetadataRoutes(Issuer issuer) {
    this.issuer = issuer;
  }

  HttpResponse ofAuthorizationServer(HttpRequest request) {
    return Published.answer(request, text(metadata(issuer.of(request))));
  }

  HttpResponse ofOpenId(HttpRequest request) {
    Json.Builder metadata =
        metadata(issuer.of(request))
            .with("subject_types_supported", Json.texts(List.of("public")))
            .with("id_token_signing_alg_values_supported", Json.texts(List.of("ES256")));
    return Published.answer(request, text(metadata));
  }

  private static Json.Builder metadata(String issuer) {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return Json.object()
        .with("issuer", issuer)
        .with("token_endpoint", base + "/oauth/token")
        .with("introspection_endpoint", base + "/oauth/introspect")
        .with("revocation_endpoint", base + "/oauth/revoke")
        .with("jwks_uri", base + "/.well-known/jwks.json")
        .with("service_documentation", base + "/openapi.json")
        .with("scopes_supported", Json.texts(Scopes.KNOWN.names()))
        .with("response_types_supported", Json.texts(List.of()))
        .with("grant_types_supported", Json.texts(List.of("client_credentials", "refresh_token")))
        .with("token_endpoint_auth_methods_supported", Json.texts(ALL_METHODS))
        .with("introspection_endpoint_auth_methods_supported", Json.texts(CLIENT_METHODS))
        .with("revocation_endpoint_auth_methods_supported", Json.texts(ALL_METHODS));
  }

  private static String text(Json.Builder metadata) {
    return new String(JsonWriter.write(metadata.build()), StandardCharsets.UTF_8);
  }
}
