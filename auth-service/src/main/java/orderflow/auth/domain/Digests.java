package orderflow.auth.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of texts and bytes.
public final class Digests {

  private Digests() {}

  /// SHA-256 of the UTF-8 bytes, 64 hexadecimal digits.
  public static String sha256Hex(String text) {
    return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// SHA-256, 32 bytes.
  public static byte[] sha256(byte[] bytes) {
    return sha256().digest(bytes);
  }

  /// Whether two digests are equal, in a time that does not tell where they differ.
  public static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  /// SHA-256 of what is yet to be added.
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
