package orderflow.auth.password;

import java.security.MessageDigest;
import java.util.Optional;

/// A hash of Argon2 (RFC 9106).
record Argon2Hash(Argon2Cost cost, Phc phc) implements StoredHash {

  static Optional<Argon2Hash> parse(String text) {
    return Phc.parse(text)
        .filter(phc -> phc.id().startsWith("argon2") && phc.parameters().size() == 3)
        .flatMap(phc -> Argon2Cost.of(phc).map(cost -> new Argon2Hash(cost, phc)));
  }

  /// The PHC string of a password.
  static String phc(Argon2Cost cost, byte[] password, byte[] salt, int length) {
    return "$%s$v=%d$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.variant().id(),
            cost.version(),
            cost.memoryKib(),
            cost.passes(),
            cost.lanes(),
            Phc.text(salt),
            Phc.text(Argon2.hash(cost, password, salt, length)));
  }

  int length() {
    return phc.hashBytes().length;
  }

  @Override
  public boolean matches(byte[] password) {
    byte[] made = Argon2.hash(cost, password, phc.saltBytes(), length());
    return MessageDigest.isEqual(phc.hashBytes(), made);
  }
}
