package orderflow.auth.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import orderflow.auth.domain.Digests;

/// The passwords that breaches have shown to be chosen most: some thirty thousand of four
/// characters or more, from the list that zxcvbn carries. Kept are the first four bytes of each
/// SHA-256, so the file says no password and takes 117 KB; another text is taken for one of them in
/// seven of a million cases. It is read when the first password is chosen, not by logins.
final class CommonPasswords {
  /// Shorter ones say nothing about a part of a password.
  static final int SHORTEST = 4;

  static final int LONGEST = 24;

  private static final String FILE = "common-passwords.bin";

  private static final class Loaded {
    static final int[] PREFIXES = read();
  }

  private CommonPasswords() {}

  /// Whether a text in lower case is one of them.
  static boolean contains(String text) {
    return Arrays.binarySearch(Loaded.PREFIXES, prefix(text)) >= 0;
  }

  /// The first four bytes of the text's SHA-256.
  static int prefix(String text) {
    return ByteBuffer.wrap(Digests.sha256(text.getBytes(StandardCharsets.UTF_8))).getInt();
  }

  private static int[] read() {
    try (InputStream file = CommonPasswords.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the package lacks " + FILE);
      }
      byte[] bytes = file.readAllBytes();
      int[] prefixes = new int[bytes.length / Integer.BYTES];
      ByteBuffer.wrap(bytes).asIntBuffer().get(prefixes);
      return prefixes;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }
}
