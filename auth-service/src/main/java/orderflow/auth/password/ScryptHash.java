package orderflow.auth.password;

import com.password4j.ScryptFunction;
import java.security.MessageDigest;
import java.util.Optional;

/// A hash of scrypt (RFC 7914) as `$scrypt$ln=17,r=8,p=1$salt$hash`, `ln` being the binary
/// logarithm of N.
record ScryptHash(Phc phc) implements StoredHash {
  static final int MAX_LANES = 4;
  static final int MAX_LOG_N = 20;

  static Optional<ScryptHash> parse(String text) {
    return Phc.parse(text)
        .filter(phc -> phc.id().equals("scrypt") && phc.parameters().size() == 3)
        .map(ScryptHash::new)
        .filter(ScryptHash::isBounded);
  }

  private int logN() {
    return phc.parameter("ln");
  }

  private int blockSize() {
    return phc.parameter("r");
  }

  private int lanes() {
    return phc.parameter("p");
  }

  /// Memory is 128 · N · r bytes, and N is below 2^(16 r) (RFC 7914 §2).
  private boolean isBounded() {
    return logN() >= 1
        && logN() <= MAX_LOG_N
        && blockSize() >= 1
        && logN() < 16L * blockSize()
        && lanes() >= 1
        && lanes() <= MAX_LANES
        && 128L * (1L << logN()) * blockSize() <= 1024L * MAX_MEMORY_KIB;
  }

  @Override
  public boolean matches(byte[] password) {
    byte[] hash = phc.hashBytes();
    byte[] made =
        ScryptFunction.getInstance(1 << logN(), blockSize(), lanes(), hash.length)
            .hash(password, phc.saltBytes())
            .getBytes();
    return MessageDigest.isEqual(hash, made);
  }
}
