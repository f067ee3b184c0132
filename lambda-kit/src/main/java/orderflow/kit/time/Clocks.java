package orderflow.kit.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Map;

/// The clock of a function: the system's, moved by the offset in the file that `CLOCK_OFFSET_FILE`
/// names. The file is the one test aid in production code; the local platform writes it, a template
/// test forbids the key on AWS.
public final class Clocks {

  private Clocks() {}

  /// The clock this environment asks for.
  public static InstantSource from(Map<String, String> environment) {
    String file = environment.getOrDefault("CLOCK_OFFSET_FILE", "");
    return file.isBlank() ? InstantSource.system() : shifted(Path.of(file));
  }

  private static InstantSource shifted(Path file) {
    return () -> InstantSource.system().instant().plus(offsetIn(file));
  }

  /// A missing or empty file is no offset, so that a platform may create it later.
  private static Duration offsetIn(Path file) {
    try {
      String text = Files.exists(file) ? Files.readString(file).strip() : "";
      return text.isEmpty() ? Duration.ZERO : Duration.parse(text);
    } catch (IOException | DateTimeParseException e) {
      throw new IllegalStateException(
          "CLOCK_OFFSET_FILE must hold an ISO-8601 duration such as PT36H: " + e.getMessage(), e);
    }
  }
}
