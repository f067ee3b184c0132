package orderflow.auth.token;

import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;

/// Writes access tokens: JWS with ES256 and `typ` `at+jwt` (RFC 9068 §2.1).
public final class AccessTokenIssuer {
  static final String TYPE = "at+jwt";
  static final String ALGORITHM = "ES256";

  private AccessTokenIssuer() {}

  /// The signed token of some claims. Times lose what is below a second.
  public static String issue(AccessClaims claims, SigningKey key) {
    Json.Obj header =
        Json.object().with("alg", ALGORITHM).with("typ", TYPE).with("kid", key.kid()).build();
    return key.sign(JsonWriter.write(header), JsonWriter.write(payload(claims)));
  }

  private static Json.Obj payload(AccessClaims claims) {
    Json.Builder payload =
        Json.object()
            .with("iss", claims.issuer())
            .with("sub", claims.subject())
            .with("aud", claims.audience())
            .with("client_id", claims.clientId())
            .with("iat", claims.issuedAt().getEpochSecond())
            .with("exp", claims.expiresAt().getEpochSecond())
            .with("jti", claims.tokenId())
            .with("scope", claims.scope())
            .with("roles", Json.texts(claims.roles()));
    claims
        .login()
        .ifPresent(login ->
            payload
                .with("sid", login.sessionId())
                .with("auth_time", login.authenticatedAt().getEpochSecond())
                .with("amr", Json.texts(login.methods())));
    return payload.build();
  }
}
