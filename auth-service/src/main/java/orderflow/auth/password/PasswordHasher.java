package orderflow.auth.password;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import orderflow.auth.domain.PasswordHash;

/// Argon2id with 19 MiB, two passes and one lane, the minimum of OWASP's Password Storage Cheat
/// Sheet. Each hash takes a turn; without one the work is not done, so that a flood of logins does
/// not stall what else runs.
///
/// The constructor makes one hash: the first of a process costs more than the next, and it is the
/// one that an unknown address is checked against.
public final class PasswordHasher {
  private static final Argon2Cost COST = Argon2Cost.argon2id(19 * 1024, 2, 1);
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private final RandomGenerator random;
  private final Supplier<Optional<Runnable>> turns;
  private final PasswordHash decoy;

  /// A hasher.
  ///
  /// @param random source of salts, one that cannot be predicted
  /// @param turns takes a turn, which the given action gives back; nothing when there is none
  public PasswordHasher(RandomGenerator random, Supplier<Optional<Runnable>> turns) {
    this.random = random;
    this.turns = turns;
    this.decoy =
        hash("no account has this password".getBytes(StandardCharsets.UTF_8), new byte[16]);
  }

  /// A hasher that always has a turn, for what nobody outside can ask for.
  public static PasswordHasher withoutTurns(RandomGenerator random) {
    Runnable nothing = () -> {};
    return new PasswordHasher(random, () -> Optional.of(nothing));
  }

  /// The hash to store; nothing when there was no turn.
  public Optional<PasswordHash> hash(Password password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return inTurn(() -> hash(password.bytes(), salt));
  }

  /// Whether the password belongs to the hash; nothing when there was no turn.
  ///
  /// @throws IllegalStateException when the stored text is no hash that [#knows]
  public Optional<Boolean> matches(Password password, PasswordHash stored) {
    return inTurn(() -> check(password, stored));
  }

  /// The work of [#matches] for an address that has no account, so that time does not tell.
  ///
  /// @return false, or nothing when there was no turn
  public Optional<Boolean> matchesNothing(Password password) {
    return matches(password, decoy).map(ignored -> false);
  }

  /// Whether passwords can be checked against the hash: Argon2, bcrypt, scrypt or PBKDF2 within
  /// bounds that keep each check under about a second.
  public static boolean knows(PasswordHash hash) {
    return StoredHash.parse(hash.phc()).isPresent();
  }

  /// Whether the hash is made in another way than new ones are. It then takes another time to check
  /// than an unknown address, which is one more reason to replace it as soon as the password is
  /// known.
  public static boolean isOutdated(PasswordHash hash) {
    return Argon2Hash.parse(hash.phc())
        .filter(stored -> stored.cost().equals(COST) && stored.length() == HASH_BYTES)
        .isEmpty();
  }

  private static PasswordHash hash(byte[] password, byte[] salt) {
    return new PasswordHash(Argon2Hash.phc(COST, password, salt, HASH_BYTES));
  }

  /// With the parameters the hash was made with.
  private static boolean check(Password password, PasswordHash stored) {
    return StoredHash.parse(stored.phc())
        .orElseThrow(() -> new IllegalStateException("a stored password hash is of no known kind"))
        .matches(password.bytes());
  }

  private <T> Optional<T> inTurn(Supplier<T> work) {
    Optional<Runnable> turn = turns.get();
    if (turn.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      turn.get().run();
    }
  }
}
