package orderflow.system.scenario;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The app on somebody's phone: codes of six digits by RFC 6238 with SHA-1 and steps of 30 seconds.
///
/// @param secret base 32 (RFC 4648 §6), as it is shown when the second factor is set up
record Authenticator(String secret) {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final long STEP_SECONDS = 30;

  /// The code at a time.
  String code(Instant time) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(seed(), "HmacSHA1"));
      byte[] counter =
          ByteBuffer.allocate(Long.BYTES).putLong(time.getEpochSecond() / STEP_SECONDS).array();
      byte[] hash = mac.doFinal(counter);
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-1 is part of every JDK", e);
    }
  }

  private byte[] seed() {
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < secret.length(); i++) {
      value = value.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(secret.charAt(i))));
    }
    int bytes = secret.length() * 5 / Byte.SIZE;
    byte[] read = value.shiftRight(secret.length() * 5 % Byte.SIZE).toByteArray();
    byte[] seed = new byte[bytes];
    int from = Math.max(0, read.length - bytes);
    System.arraycopy(read, from, seed, bytes - (read.length - from), read.length - from);
    return seed;
  }
}
