package orderflow.auth.password;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What decides how an Argon2 hash is made (RFC 9106 §3.1).
///
/// @param version 16 or 19
/// @param memoryKib memory in KiB
record Argon2Cost(Variant variant, int version, int memoryKib, int passes, int lanes) {
  private static final int FIRST_VERSION = 0x10;
  private static final int VERSION = 0x13;
  static final int MAX_PASSES = 20;
  static final int MAX_LANES = 8;

  /// The most memory times passes: about a second of one processor.
  static final long MAX_WORK_KIB = 512L * 1024;

  /// The three ways to choose blocks.
  enum Variant {
    ARGON2D(0),
    ARGON2I(1),
    ARGON2ID(2);

    private final int number;

    Variant(int number) {
      this.number = number;
    }

    /// `argon2_type` of argon2.h.
    int number() {
      return number;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Argon2Cost argon2id(int memoryKib, int passes, int lanes) {
    return new Argon2Cost(Variant.ARGON2ID, VERSION, memoryKib, passes, lanes);
  }

  /// The cost in a PHC string, if it is within the bounds. A string without a version is of the
  /// first.
  static Optional<Argon2Cost> of(Phc phc) {
    int version = phc.version() == 0 ? FIRST_VERSION : phc.version();
    return Arrays.stream(Variant.values())
        .filter(variant -> variant.id().equals(phc.id()))
        .map(variant ->
            new Argon2Cost(
                variant, version, phc.parameter("m"), phc.parameter("t"), phc.parameter("p")))
        .filter(cost -> cost.isBounded() && phc.saltBytes().length >= 8)
        .findFirst();
  }

  private boolean isBounded() {
    return (version == FIRST_VERSION || version == VERSION)
        && passes >= 1
        && passes <= MAX_PASSES
        && lanes >= 1
        && lanes <= MAX_LANES
        && memoryKib >= 8 * lanes
        && memoryKib <= StoredHash.MAX_MEMORY_KIB
        && (long) memoryKib * passes <= MAX_WORK_KIB;
  }
}
