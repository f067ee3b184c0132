package orderflow.auth.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The key that seeds are sealed with: AES-256-GCM, bound to the account, so that a seed moved to
/// another account does not open. It lies in another table than what it seals. Never printed.
public final class DataKey {
  private static final int BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final int number;
  private final byte[] key;

  private DataKey(int number, byte[] key) {
    this.number = number;
    this.key = key.clone();
  }

  /// A fresh one.
  ///
  /// @param random a source that cannot be predicted
  public static DataKey fresh(int number, RandomGenerator random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return new DataKey(number, key);
  }

  public static DataKey of(int number, byte[] key) {
    return new DataKey(number, key);
  }

  public int number() {
    return number;
  }

  public byte[] bytes() {
    return key.clone();
  }

  /// Seals the seed of an account.
  public SealedSeed seal(TotpSeed seed, String userId, RandomGenerator random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, userId, nonce, seed.bytes());
    byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return new SealedSeed(number, Base64.getEncoder().encodeToString(all));
  }

  /// The seed that was sealed for this account.
  ///
  /// @throws IllegalStateException when it was not, or under another key: the stored item is broken
  public TotpSeed open(SealedSeed sealed, String userId) {
    byte[] all = Base64.getDecoder().decode(sealed.base64());
    byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
    byte[] text = Arrays.copyOfRange(all, NONCE_BYTES, all.length);
    return TotpSeed.of(crypt(Cipher.DECRYPT_MODE, userId, nonce, text));
  }

  private byte[] crypt(int mode, String userId, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(userId.getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the sealed seed of " + userId + " cannot be used", e);
    }
  }

  @Override
  public String toString() {
    return "DataKey[" + number + ", hidden]";
  }
}
