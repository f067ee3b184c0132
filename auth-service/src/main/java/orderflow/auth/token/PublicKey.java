package orderflow.auth.token;

import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Optional;
import orderflow.auth.domain.Digests;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;

/// A key that verifies access tokens.
///
/// @param kid RFC 7638 thumbprint, base64url of SHA-256
public record PublicKey(String kid, ECPublicKey key) {

  /// The key under its thumbprint.
  public static PublicKey of(ECPublicKey key) {
    Json.Obj required =
        Json.object()
            .with("crv", "P-256")
            .with("kty", "EC")
            .with("x", x(key))
            .with("y", y(key))
            .build();
    return new PublicKey(Base64Url.encode(Digests.sha256(JsonWriter.write(required))), key);
  }

  /// The key of a JSON Web Key, if it is one for verifying ES256 signatures and nothing else: good
  /// libraries accept keys whose own `alg` or `use` says otherwise.
  public static Optional<PublicKey> parse(Json jwk) {
    if (!(jwk instanceof Json.Obj members)
        || !is(members, "kty", "EC")
        || !is(members, "crv", "P-256")
        || !is(members, "alg", "ES256")
        || !is(members, "use", "sig")
        || !verifiesOnly(members)
        || members.get("d").isPresent()) {
      return Optional.empty();
    }
    return text(members, "kid")
        .filter(kid -> !kid.isEmpty())
        .flatMap(kid -> point(members).map(key -> new PublicKey(kid, key)));
  }

  /// The key as a JSON Web Key.
  public Json.Obj jwk() {
    return Json.object()
        .with("kty", "EC")
        .with("crv", "P-256")
        .with("alg", "ES256")
        .with("use", "sig")
        .with("key_ops", Json.texts(List.of("verify")))
        .with("kid", kid)
        .with("x", x(key))
        .with("y", y(key))
        .build();
  }

  private static Optional<ECPublicKey> point(Json.Obj members) {
    return coordinate(members, "x")
        .flatMap(x -> coordinate(members, "y").flatMap(y -> P256.publicKey(x, y)));
  }

  private static Optional<byte[]> coordinate(Json.Obj members, String name) {
    return text(members, name)
        .flatMap(Base64Url::decode)
        .filter(bytes -> bytes.length == P256.COORDINATE_BYTES);
  }

  private static boolean verifiesOnly(Json.Obj members) {
    return members.get("key_ops").map(Json.texts(List.of("verify"))::equals).orElse(true);
  }

  private static boolean is(Json.Obj members, String name, String expected) {
    return text(members, name).filter(expected::equals).isPresent();
  }

  private static Optional<String> text(Json.Obj members, String name) {
    return members.get(name).filter(Json.Str.class::isInstance).map(v -> ((Json.Str) v).value());
  }

  private static String x(ECPublicKey key) {
    return Base64Url.encode(P256.coordinate(key.getW().getAffineX()));
  }

  private static String y(ECPublicKey key) {
    return Base64Url.encode(P256.coordinate(key.getW().getAffineY()));
  }
}
