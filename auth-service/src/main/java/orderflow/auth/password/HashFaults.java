package orderflow.auth.password;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/// What is wrong with a text that is no [ImportedHash]: what was found, what is expected. Only
/// names and numbers of a form that is understood are quoted.
final class HashFaults {
  private static final String SALT =
      ", and a salt of %d bytes or more".formatted(ImportedHash.MIN_SALT_BYTES);
  private static final String FORMS =
      "expected a PHC string of argon2id, argon2i, argon2d, scrypt, pbkdf2-sha1, pbkdf2-sha256 or"
          + " pbkdf2-sha512 such as $argon2id$v=19$m=19456,t=2,p=1$salt$hash with salt and hash in"
          + " base64 without padding, or bcrypt such as $2b$10$ and 53 characters";

  /// Forms of crypt(5) that are not taken, by their prefix.
  private static final Map<String, String> OTHERS =
      Map.of(
          "$1$", "md5crypt",
          "$5$", "sha256crypt",
          "$6$", "sha512crypt",
          "$7$", "scrypt in the form of crypt(5)",
          "$y$", "yescrypt",
          "$2$", "bcrypt with the prefix $2$",
          "$2x$", "bcrypt with the prefix $2x$");

  private HashFaults() {}

  static String describe(String text) {
    Matcher bcrypt = BcryptHash.FORM.matcher(text);
    if (bcrypt.matches()) {
      return "found bcrypt of cost %s, expected a cost from %02d to %d"
          .formatted(bcrypt.group(1), BcryptHash.MIN_LOG_ROUNDS, BcryptHash.MAX_LOG_ROUNDS);
    }
    Optional<String> other =
        OTHERS.keySet().stream().filter(text::startsWith).findFirst().map(OTHERS::get);
    if (other.isPresent()) {
      return "found " + other.get() + ", " + FORMS;
    }
    return Phc.parse(Pbkdf2Hash.asPhc(text))
        .map(phc -> found(phc) + ", " + expected(phc))
        .orElse("found a text that is no hash known here, " + FORMS);
  }

  private static String found(Phc phc) {
    String version = phc.version() == 0 ? "" : " v=" + phc.version();
    String parameters =
        new TreeMap<>(phc.parameters())
            .entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(","));
    return "found %s%s %s with %d bytes of salt and %d of hash"
        .formatted(phc.id(), version, parameters, phc.saltBytes().length, phc.hashBytes().length);
  }

  private static String expected(Phc phc) {
    if (phc.id().startsWith("argon2")) {
      return "expected argon2id, argon2i or argon2d, v 16 or 19, m from 8 p to %d, t from 1 to %d, p from 1 to %d, m t up to %d"
              .formatted(
                  StoredHash.MAX_MEMORY_KIB,
                  Argon2Cost.MAX_PASSES,
                  Argon2Cost.MAX_LANES,
                  Argon2Cost.MAX_WORK_KIB)
          + SALT;
    }
    if (phc.id().equals("scrypt")) {
      return "expected ln from 1 to %d and ln below 16 r, r from 1, p from 1 to %d, 128 r 2^ln up to %d bytes"
              .formatted(
                  ScryptHash.MAX_LOG_N, ScryptHash.MAX_LANES, 1024L * StoredHash.MAX_MEMORY_KIB)
          + SALT;
    }
    return phc.id().startsWith("pbkdf2")
        ? "expected pbkdf2-sha1, -sha256 or -sha512, i from 1 to %d, l if given equal to the length of the hash"
                .formatted(Pbkdf2Hash.MAX_ITERATIONS)
            + SALT
        : FORMS;
  }
}
