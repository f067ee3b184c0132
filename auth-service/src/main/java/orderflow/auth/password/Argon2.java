package orderflow.auth.password;

import com.password4j.Argon2Function;

/// Argon2 by the reference implementation in C where the machine has it, else in Java. Both give
/// the same bytes; C takes a fifth of the time and of the memory
/// (docs/decisions/0007-argon2-in-c.md).
final class Argon2 {

  private Argon2() {}

  static byte[] hash(Argon2Cost cost, byte[] password, byte[] salt, int length) {
    return NativeArgon2.LOADED
        .map(argon2 -> argon2.hash(cost, password, salt, length))
        .orElseGet(() -> inJava(cost, password, salt, length));
  }

  static byte[] inJava(Argon2Cost cost, byte[] password, byte[] salt, int length) {
    com.password4j.types.Argon2 type =
        switch (cost.variant()) {
          case ARGON2D -> com.password4j.types.Argon2.D;
          case ARGON2I -> com.password4j.types.Argon2.I;
          case ARGON2ID -> com.password4j.types.Argon2.ID;
        };
    return Argon2Function.getInstance(
            cost.memoryKib(), cost.passes(), cost.lanes(), length, type, cost.version())
        .hash(password, salt)
        .getBytes();
  }
}
