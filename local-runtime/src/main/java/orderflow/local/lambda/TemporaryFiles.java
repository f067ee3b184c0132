package orderflow.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Removes folders that nothing needs any more.
final class TemporaryFiles {

  private TemporaryFiles() {}

  /// Deletes a folder with all in it. What cannot be deleted stays: it is in the platform's data
  /// folder and goes with the next start.
  static void delete(Path directory) {
    for (Path path : contents(directory)) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        // A function's child may still write there; see above.
      }
    }
  }

  private static List<Path> contents(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
