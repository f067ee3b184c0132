package orderflow.auth.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time passwords (RFC 6238) as every authenticator app makes them: HMAC-SHA-1,
/// steps of 30 seconds, six digits.
public final class Totp {
  /// Length of a time step (RFC 6238 §5.2).
  public static final Duration STEP = Duration.ofSeconds(30);

  public static final int DIGITS = 6;

  /// How many steps the two clocks may be apart, either way.
  private static final int DRIFT = 1;

  private static final Pattern FORM = Pattern.compile("[0-9]{6}");
  private static final String ALGORITHM = "HmacSHA1";
  private static final int MODULUS = 1_000_000;

  private Totp() {}

  /// Whether a text can be such a code at all.
  public static boolean isCode(String text) {
    return FORM.matcher(text).matches();
  }

  /// The number of a moment's step.
  public static long step(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
  }

  /// The code of a step (RFC 4226 §5.3).
  public static String code(TotpSeed seed, long step) {
    byte[] mac = mac(seed.bytes(), ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = mac[mac.length - 1] & 0xf;
    int truncated = ByteBuffer.wrap(mac).getInt(offset) & 0x7fff_ffff;
    return "%06d".formatted(truncated % MODULUS);
  }

  /// The step whose code this is, among the present one and its neighbours, if it lies after the
  /// last one used: a code is good once (RFC 6238 §5.2). Takes the same time for every code.
  public static OptionalLong match(TotpSeed seed, String code, Instant now, long usedStep) {
    OptionalLong found = OptionalLong.empty();
    for (long step = step(now) - DRIFT; step <= step(now) + DRIFT; step++) {
      boolean same = MessageDigest.isEqual(ascii(code(seed, step)), ascii(code));
      if (same && step > usedStep && found.isEmpty()) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] mac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-1 is part of every JDK", e);
    }
  }
}
