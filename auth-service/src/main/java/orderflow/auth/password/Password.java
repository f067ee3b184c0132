package orderflow.auth.password;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/// A password as it is hashed: NFC, so that a composed and a decomposed accent are the same
/// character (NIST SP 800-63B-4 §3.1.1.2). Never printed.
public final class Password {
  /// The shortest password of an account without a second factor, in code points.
  public static final int MIN_LENGTH = 15;

  /// The shortest password of an account with one.
  public static final int MIN_LENGTH_WITH_MFA = 8;

  /// The longest password, in code points: more is no safer and costs time to hash.
  public static final int MAX_LENGTH = 256;

  private final String normal;

  private Password(String normal) {
    this.normal = normal;
  }

  /// The password, unless it is empty, longer than [#MAX_LENGTH], or has half a surrogate pair,
  /// which UTF-8 cannot carry.
  public static Optional<Password> parse(String text) {
    int length = text.codePointCount(0, text.length());
    boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(text);
    return length >= 1 && length <= MAX_LENGTH && whole
        ? Optional.of(new Password(Normalizer.normalize(text, Normalizer.Form.NFC)))
        : Optional.empty();
  }

  /// Whether a new account may have it as its only factor.
  public boolean isLongEnough() {
    return normal.codePointCount(0, normal.length()) >= MIN_LENGTH;
  }

  /// In code points.
  int length() {
    return normal.codePointCount(0, normal.length());
  }

  String text() {
    return normal;
  }

  byte[] bytes() {
    return normal.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
