package orderflow.auth.token;

import com.auth0.jwt.algorithms.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;

/// A key that signs access tokens with ES256. Never printed.
public final class SigningKey {
  private final String kid;
  private final Algorithm algorithm;

  private SigningKey(String kid, ECPrivateKey key) {
    this.kid = kid;
    this.algorithm = Algorithm.ECDSA256(null, key);
  }

  /// The key that [NewKey] made.
  ///
  /// @param pkcs8 PKCS #8 in base64
  public static SigningKey of(String kid, String pkcs8) {
    return new SigningKey(kid, P256.privateKey(Base64.getDecoder().decode(pkcs8)));
  }

  public String kid() {
    return kid;
  }

  /// The compact JWS (RFC 7515 §7.1) of a header and a payload.
  String sign(byte[] header, byte[] payload) {
    String first = Base64Url.encode(header);
    String second = Base64Url.encode(payload);
    byte[] signature =
        algorithm.sign(
            first.getBytes(StandardCharsets.US_ASCII), second.getBytes(StandardCharsets.US_ASCII));
    return first + "." + second + "." + Base64Url.encode(signature);
  }

  @Override
  public String toString() {
    return "SigningKey[" + kid + ", hidden]";
  }
}
