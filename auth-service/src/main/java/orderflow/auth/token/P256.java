package orderflow.auth.token;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;

/// Keys on the curve P-256, the only one that ES256 uses (RFC 7518 §3.4).
final class P256 {
  static final int COORDINATE_BYTES = 32;
  private static final String CURVE = "secp256r1";

  private P256() {}

  static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  /// The public key of two coordinates, if they are a point of the curve (RFC 8725 §3.4: the JDK
  /// does not look).
  static Optional<ECPublicKey> publicKey(byte[] x, byte[] y) {
    ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(CURVE));
      ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
      return isOnCurve(point, curve.getCurve())
          ? Optional.of(
              (ECPublicKey)
                  KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve)))
          : Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a point of P-256 is not accepted as a key", e);
    }
  }

  /// The private key of PKCS #8 bytes this project stored itself.
  static ECPrivateKey privateKey(byte[] pkcs8) {
    try {
      return (ECPrivateKey)
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the stored signing key cannot be read", e);
    }
  }

  /// One coordinate in 32 bytes, as a JSON Web Key has it (RFC 7518 §6.2.1.2).
  static byte[] coordinate(BigInteger value) {
    byte[] signed = value.toByteArray();
    byte[] fixed = new byte[COORDINATE_BYTES];
    int length = Math.min(signed.length, COORDINATE_BYTES);
    System.arraycopy(signed, signed.length - length, fixed, COORDINATE_BYTES - length, length);
    return fixed;
  }

  private static boolean isOnCurve(ECPoint point, EllipticCurve curve) {
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.pow(2).mod(p).equals(right);
  }
}
