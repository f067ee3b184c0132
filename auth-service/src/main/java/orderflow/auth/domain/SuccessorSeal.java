package orderflow.auth.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// Keeps the successor of a refresh token so that only who holds the predecessor can read it:
/// AES-256-GCM under HKDF-SHA-256 of the predecessor's secret. The store alone reveals nothing.
public final class SuccessorSeal {
  private static final byte[] PURPOSE =
      "orderflow refresh successor".getBytes(StandardCharsets.US_ASCII);
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private SuccessorSeal() {}

  /// Nonce and cipher text of the successor's secret.
  public static byte[] seal(
      RefreshToken presented, RefreshToken successor, RandomGenerator random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, presented, nonce, successor.secretBytes());
    byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return all;
  }

  /// The successor that was sealed for this token.
  ///
  /// @throws IllegalStateException when the bytes were not sealed for it: the stored item is broken
  public static RefreshToken open(RefreshToken presented, byte[] sealed) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    byte[] text = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
    byte[] secret = crypt(Cipher.DECRYPT_MODE, presented, nonce, text);
    return RefreshToken.of(presented.userId(), presented.sessionId(), secret);
  }

  private static byte[] crypt(int mode, RefreshToken presented, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key(presented), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(presented.sessionId().getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the sealed successor of session " + presented.sessionId() + " cannot be used", e);
    }
  }

  private static SecretKey key(RefreshToken presented) throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveKey(
            "AES",
            HKDFParameterSpec.ofExtract().addIKM(presented.secretBytes()).thenExpand(PURPOSE, 32));
  }
}
