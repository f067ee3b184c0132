package orderflow.auth.password;

import java.util.Optional;
import orderflow.auth.domain.PasswordHash;

/// A hash that another system made and that an account may begin with. It is checked like our own
/// and replaced at the first login.
///
/// @param hash as it was given
/// @param kind `argon2id`, `bcrypt`, `scrypt`, `pbkdf2-sha256` …, for people
public record ImportedHash(PasswordHash hash, String kind) {
  /// RFC 8018 §4.1 and RFC 9106 §3.1: 64 bits at least.
  static final int MIN_SALT_BYTES = 8;

  private static final String BCRYPT = "bcrypt";

  /// The hash of a text, if passwords can be checked against it within the bounds of
  /// [PasswordHasher#knows] and its salt has 8 bytes at least.
  public static Optional<ImportedHash> parse(String text) {
    return StoredHash.parse(text)
        .filter(hash -> saltBytes(hash) >= MIN_SALT_BYTES)
        .map(hash -> new ImportedHash(new PasswordHash(text), kind(hash)));
  }

  /// Says of a text that [#parse] refuses what it is and what is expected. Salt, hash, and a text
  /// that is no hash at all are not quoted: it may be a password.
  public static String fault(String text) {
    return HashFaults.describe(text);
  }

  private static String kind(StoredHash hash) {
    return switch (hash) {
      case BcryptHash _ -> BCRYPT;
      case Argon2Hash argon2 -> argon2.phc().id();
      case ScryptHash scrypt -> scrypt.phc().id();
      case Pbkdf2Hash pbkdf2 -> pbkdf2.phc().id();
    };
  }

  private static int saltBytes(StoredHash hash) {
    return switch (hash) {
      case BcryptHash _ -> 16;
      case Argon2Hash argon2 -> argon2.phc().saltBytes().length;
      case ScryptHash scrypt -> scrypt.phc().saltBytes().length;
      case Pbkdf2Hash pbkdf2 -> pbkdf2.phc().saltBytes().length;
    };
  }
}
