package orderflow.auth.token;

import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/// A key pair just made, in the two forms that are stored. Never printed.
///
/// @param pkcs8 the private key, PKCS #8 in base64
public record NewKey(PublicKey publicKey, String pkcs8) {

  public static NewKey generate() {
    KeyPair pair = P256.generate();
    return new NewKey(
        PublicKey.of((ECPublicKey) pair.getPublic()),
        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
  }

  /// The key as it signs.
  public SigningKey signingKey() {
    return SigningKey.of(publicKey.kid(), pkcs8);
  }

  @Override
  public String toString() {
    return "NewKey[" + publicKey.kid() + ", hidden]";
  }
}
