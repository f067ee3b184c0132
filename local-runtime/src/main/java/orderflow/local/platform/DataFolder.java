package orderflow.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of a platform: in the user's data folder, or in a temporary one that ends with it.
final class DataFolder implements AutoCloseable {
  private final Path folder;
  private final boolean temporary;

  private DataFolder(Path folder, boolean temporary) {
    this.folder = folder;
    this.temporary = temporary;
  }

  static DataFolder open(Optional<Path> data) throws IOException {
    if (data.isEmpty()) {
      return new DataFolder(Files.createTempDirectory("orderflow-"), true);
    }
    return new DataFolder(Files.createDirectories(data.get().toAbsolutePath()), false);
  }

  /// Where DynamoDB keeps its items; empty for in memory.
  Optional<Path> store() {
    return temporary ? Optional.empty() : Optional.of(folder.resolve("dynamodb"));
  }

  /// The working files of functions.
  Path functions() {
    return folder;
  }

  /// Class archives pay only when a later platform can use them.
  Optional<Path> archives() {
    return temporary ? Optional.empty() : Optional.of(folder.resolve("archives"));
  }

  void emptyStore() throws IOException {
    if (store().isPresent()) {
      delete(store().get());
    }
  }

  /// Marks a seed as under way: should it break off, the next start seeds again, although the
  /// tables are there by then.
  void beginSeed() throws IOException {
    Files.writeString(mark(), "");
  }

  void endSeed() throws IOException {
    Files.deleteIfExists(mark());
  }

  boolean isSeedUnfinished() {
    return Files.exists(mark());
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      delete(folder);
    }
  }

  private Path mark() {
    return folder.resolve("seed-unfinished");
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> walk = Files.walk(tree)) {
        for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
