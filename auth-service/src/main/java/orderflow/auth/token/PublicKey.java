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
  private static final Json NONE = new Json.Null();

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
    String kid = text(members, "kid");
    Optional<ECPublicKey> point = point(members);
    return kid.isEmpty() || point.isEmpty()
        ? Optional.empty()
        : Optional.of(new PublicKey(kid, point.get()));
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
    Optional<byte[]> x = Base64Url.decode(text(members, "x"));
    Optional<byte[]> y = Base64Url.decode(text(members, "y"));
    return isCoordinate(x) && isCoordinate(y)
        ? P256.publicKey(x.orElseThrow(), y.orElseThrow())
        : Optional.empty();
  }

  private static boolean isCoordinate(Optional<byte[]> bytes) {
    return bytes.isPresent() && bytes.get().length == P256.COORDINATE_BYTES;
  }

  /// Compared by hand: the first `equals` of a record makes classes for 8 ms of the authorizer's
  /// cold start.
  private static boolean verifiesOnly(Json.Obj members) {
    Optional<Json> operations = members.get("key_ops");
    return operations.isEmpty()
        || (operations.get() instanceof Json.Arr(List<Json> elements)
            && elements.size() == 1
            && elements.getFirst() instanceof Json.Str(String operation)
            && operation.equals("verify"));
  }

  private static boolean is(Json.Obj members, String name, String expected) {
    return text(members, name).equals(expected);
  }

  /// Empty when it is no text.
  private static String text(Json.Obj members, String name) {
    return members.get(name).orElse(NONE) instanceof Json.Str(String text) ? text : "";
  }

  private static String x(ECPublicKey key) {
    return Base64Url.encode(P256.coordinate(key.getW().getAffineX()));
  }

  private static String y(ECPublicKey key) {
    return Base64Url.encode(P256.coordinate(key.getW().getAffineY()));
  }
}
