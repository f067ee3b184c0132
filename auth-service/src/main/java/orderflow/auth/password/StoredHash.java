package orderflow.auth.password;

import java.util.Optional;
import java.util.stream.Stream;

/// A hash that passwords can be checked against: our own Argon2id, or one that was brought along
/// from another system.
///
/// What is parsed is bounded in memory and work, because a hash from outside decides what each
/// login with it costs: at most 128 MiB, and about a second of one processor.
sealed interface StoredHash permits Argon2Hash, BcryptHash, ScryptHash, Pbkdf2Hash {
  /// The most memory that a hash may take, in KiB.
  int MAX_MEMORY_KIB = 128 * 1024;

  /// Whether the hash was made of this password's UTF-8 bytes.
  boolean matches(byte[] password);

  /// The hash of a text, if it is one that is understood and within the bounds.
  static Optional<StoredHash> parse(String text) {
    return Stream.<Optional<? extends StoredHash>>of(
            Argon2Hash.parse(text),
            BcryptHash.parse(text),
            ScryptHash.parse(text),
            Pbkdf2Hash.parse(text))
        .flatMap(Optional::stream)
        .<StoredHash>map(hash -> hash)
        .findFirst();
  }
}
