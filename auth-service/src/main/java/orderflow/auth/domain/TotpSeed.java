package orderflow.auth.domain;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/// The secret that an authenticator app and this service share. Never printed; stored only sealed.
public final class TotpSeed {
  /// The length of HMAC-SHA-1's output (RFC 4226 §4, R6).
  private static final int BYTES = 20;

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final byte[] bytes;

  private TotpSeed(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /// A fresh one.
  ///
  /// @param random a source that cannot be predicted
  public static TotpSeed fresh(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new TotpSeed(bytes);
  }

  public static TotpSeed of(byte[] bytes) {
    return new TotpSeed(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /// Base 32 without padding (RFC 4648 §6): what a person types into the app.
  public String base32() {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte next : bytes) {
      buffer = ((buffer << 8) | (next & 0xff)) & 0xffff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt((buffer >>> bits) & 31));
      }
    }
    return bits == 0
        ? text.toString()
        : text.append(ALPHABET.charAt((buffer << (5 - bits)) & 31)).toString();
  }

  /// The URL that the app reads from a QR code (Google Authenticator, "Key URI Format").
  ///
  /// @param issuer what the app shows the code under
  public String url(String issuer, EmailAddress account) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
        .formatted(
            encoded(issuer),
            encoded(account.text()),
            base32(),
            encoded(issuer),
            Totp.DIGITS,
            Totp.STEP.toSeconds());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return "TotpSeed[hidden]";
  }
}
