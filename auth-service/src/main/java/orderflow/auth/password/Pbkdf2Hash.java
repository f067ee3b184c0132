package orderflow.auth.password;

import com.password4j.PBKDF2Function;
import com.password4j.types.Hmac;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A hash of PBKDF2 (RFC 8018) as `$pbkdf2-sha256$i=600000$salt$hash`, also with `,l=32`, or as
/// passlib writes it: the bare number of iterations, and `.` for `+` in base64.
record Pbkdf2Hash(Hmac function, Phc phc) implements StoredHash {
  private static final Map<String, Hmac> FUNCTIONS =
      Map.of(
          "pbkdf2", Hmac.SHA1,
          "pbkdf2-sha1", Hmac.SHA1,
          "pbkdf2-sha256", Hmac.SHA256,
          "pbkdf2-sha512", Hmac.SHA512);
  private static final Pattern PASSLIB =
      Pattern.compile("(\\$pbkdf2(?:-sha\\d+)?\\$)(\\d{1,9})(\\$.*)");
  static final int MAX_ITERATIONS = 1_500_000;

  static Optional<Pbkdf2Hash> parse(String text) {
    return Phc.parse(asPhc(text)).flatMap(Pbkdf2Hash::of);
  }

  static String asPhc(String text) {
    Matcher matcher = PASSLIB.matcher(text);
    return matcher.matches()
        ? matcher.group(1) + "i=" + matcher.group(2) + matcher.group(3).replace('.', '+')
        : text;
  }

  private static Optional<Pbkdf2Hash> of(Phc phc) {
    int length = phc.hashBytes().length;
    boolean isLength = phc.parameters().getOrDefault("l", length) == length;
    int iterations = phc.parameter("i");
    return Optional.ofNullable(FUNCTIONS.get(phc.id()))
        .filter(_ -> isLength && iterations >= 1 && iterations <= MAX_ITERATIONS)
        .map(function -> new Pbkdf2Hash(function, phc));
  }

  @Override
  public boolean matches(byte[] password) {
    byte[] hash = phc.hashBytes();
    byte[] made =
        PBKDF2Function.getInstance(function, phc.parameter("i"), 8 * hash.length)
            .hash(password, phc.saltBytes())
            .getBytes();
    return MessageDigest.isEqual(hash, made);
  }
}
