package orderflow.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The packed list is made from the one that zxcvbn carries. When the library is raised, write it
/// again: `./mvnw -pl auth-service -am test -Dtest=CommonPasswordsTest -Dupdate
/// -Dsurefire.failIfNoSpecifiedTests=false`.
final class CommonPasswordsTest {
  private static final String LIST = "/com/nulabinc/zxcvbn/matchers/dictionaries/passwords.txt";
  private static final Path FILE =
      Path.of("src/main/resources/orderflow/auth/password/common-passwords.bin");

  @Test
  void the_packed_list_is_the_one_of_the_library() throws IOException {
    byte[] packed = packed(list());
    if (System.getProperty("update") != null) {
      Files.write(FILE, packed);
    }

    assertThat(packed).hasSizeGreaterThan(100_000).isEqualTo(Files.readAllBytes(FILE));
  }

  @Test
  void what_is_on_the_list_is_found_and_what_is_not_is_not() throws IOException {
    assertThat(list()).allMatch(CommonPasswords::contains);
    assertThat(CommonPasswords.contains("correct horse battery staple")).isFalse();
  }

  private static List<String> list() throws IOException {
    try (InputStream file = CommonPasswordsTest.class.getResourceAsStream(LIST);
        BufferedReader lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
      return lines
          .lines()
          .map(line -> line.strip().toLowerCase(Locale.ROOT))
          .filter(word -> word.length() >= CommonPasswords.SHORTEST)
          .toList();
    }
  }

  private static byte[] packed(List<String> words) {
    int[] prefixes = words.stream().mapToInt(CommonPasswords::prefix).sorted().distinct().toArray();
    ByteBuffer bytes = ByteBuffer.allocate(prefixes.length * Integer.BYTES);
    bytes.asIntBuffer().put(prefixes);
    return bytes.array();
  }
}
