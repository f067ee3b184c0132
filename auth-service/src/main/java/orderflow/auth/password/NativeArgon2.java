package orderflow.auth.password;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/// The reference implementation of Argon2 in C (github.com/P-H-C/phc-winner-argon2), which
/// argon2-jvm carries for the usual machines, called without JNI.
///
/// The library goes from the jar into a temporary file, is mapped, and the file is deleted.
final class NativeArgon2 {
  /// `int argon2_hash(t_cost, m_cost, parallelism, pwd, pwdlen, salt, saltlen, hash, hashlen,
  /// encoded, encodedlen, type, version)` of argon2.h.
  private static final FunctionDescriptor ARGON2_HASH =
      FunctionDescriptor.of(
          JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS,
          JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT);

  /// Empty on a machine that no library was built for.
  static final Optional<NativeArgon2> LOADED = load();

  private final MethodHandle argon2Hash;

  private NativeArgon2(MethodHandle argon2Hash) {
    this.argon2Hash = argon2Hash;
  }

  byte[] hash(Argon2Cost cost, byte[] password, byte[] salt, int length) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment hash = arena.allocate(length);
      int fault =
          (int)
              argon2Hash.invokeExact(
                  cost.passes(),
                  cost.memoryKib(),
                  cost.lanes(),
                  arena.allocateFrom(JAVA_BYTE, password),
                  (long) password.length,
                  arena.allocateFrom(JAVA_BYTE, salt),
                  (long) salt.length,
                  hash,
                  (long) length,
                  MemorySegment.NULL,
                  0L,
                  cost.variant().number(),
                  cost.version());
      if (fault != 0) {
        throw new IllegalStateException("argon2_hash gave " + fault + " for " + cost);
      }
      return hash.toArray(JAVA_BYTE);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("C functions throw nothing", e);
    }
  }

  private static Optional<NativeArgon2> load() {
    String name = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
    try (InputStream library = NativeArgon2.class.getResourceAsStream(name)) {
      return library == null ? Optional.empty() : Optional.of(load(library));
    } catch (IOException | IllegalArgumentException e) {
      // A library that this machine cannot map, for instance one without glibc.
      return Optional.empty();
    }
  }

  // Restricted: the library is the one that the build pins, and the signature that of its header.
  @SuppressWarnings("restricted")
  private static NativeArgon2 load(InputStream library) throws IOException {
    Path file = Files.createTempFile("argon2", ".lib");
    try {
      Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
      MemorySegment function =
          SymbolLookup.libraryLookup(file, Arena.global())
              .find("argon2_hash")
              .orElseThrow(() -> new IOException("the library has no argon2_hash"));
      return new NativeArgon2(Linker.nativeLinker().downcallHandle(function, ARGON2_HASH));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// Where argon2-jvm keeps the library of a machine, by the names that JNA gives machines.
  static String resource(String system, String architecture) {
    String name = system.toLowerCase(Locale.ROOT);
    String machine =
        switch (architecture) {
          case "amd64", "x86_64" -> "x86-64";
          default -> architecture;
        };
    if (name.startsWith("mac")) {
      return "/darwin-" + machine + "/libargon2.dylib";
    }
    return name.startsWith("linux") ? "/linux-" + machine + "/libargon2.so" : "/none";
  }
}
