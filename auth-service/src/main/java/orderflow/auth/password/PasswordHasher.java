package orderflow.auth.password;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import orderflow.auth.domain.PasswordHash;

/// Argon2id with 19 MiB, two passes and one lane, the minimum of OWASP's Password Storage Cheat
/// Sheet. As many hashes run at once as there are processors; who waits longer than [#MAX_WAIT] is
/// sent away, so that a flood of logins does not stall the ones that run.
///
/// The constructor makes one hash: the first of a process costs ten times as much as the next, and
/// it is the one that an unknown address is checked against.
public final class PasswordHasher {
  /// How long a hash waits for its turn.
  public static final Duration MAX_WAIT = Duration.ofMillis(500);

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private final RandomGenerator random;
  private final Semaphore turns;
  private final PasswordHash decoy;

  /// A hasher.
  ///
  /// @param random source of salts, one that cannot be predicted
  /// @param atOnce how many hashes may run at once
  public PasswordHasher(RandomGenerator random, int atOnce) {
    this.random = random;
    this.turns = new Semaphore(atOnce);
    this.decoy =
        hash("no account has this password".getBytes(StandardCharsets.UTF_8), new byte[16]);
  }

  /// The hash to store; nothing when there was no turn in time.
  public Optional<PasswordHash> hash(Password password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return inTurn(() -> hash(password.bytes(), salt));
  }

  /// Whether the password belongs to the hash; nothing when there was no turn in time.
  public Optional<Boolean> matches(Password password, PasswordHash stored) {
    return inTurn(() -> check(password, stored));
  }

  /// The work of [#matches] for an address that has no account, so that time does not tell.
  ///
  /// @return false, or nothing when there was no turn in time
  public Optional<Boolean> matchesNothing(Password password) {
    return matches(password, decoy).map(ignored -> false);
  }

  private static PasswordHash hash(byte[] password, byte[] salt) {
    return new PasswordHash(
        Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID)
            .hash(password, salt)
            .getResult());
  }

  /// With the parameters the hash was made with, so that stronger ones can be introduced.
  private static boolean check(Password password, PasswordHash stored) {
    return Argon2Function.getInstanceFromHash(stored.phc())
        .check(password.bytes(), stored.phc().getBytes(StandardCharsets.US_ASCII));
  }

  private <T> Optional<T> inTurn(Supplier<T> work) {
    if (!hasTurn()) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      turns.release();
    }
  }

  private boolean hasTurn() {
    try {
      return turns.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
