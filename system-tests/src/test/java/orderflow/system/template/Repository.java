package orderflow.system.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The working tree that the tests belong to.
public final class Repository {
  private static final Path ROOT = find(Path.of("").toAbsolutePath());

  private Repository() {}

  /// A file or folder of the working tree.
  public static Path path(String relative) {
    return ROOT.resolve(relative);
  }

  /// The text of a file.
  public static String text(String relative) {
    try {
      return Files.readString(path(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The files of a folder whose names end so, by name; empty when there is no such folder.
  public static List<Path> files(String folder, String ending) {
    if (!Files.isDirectory(path(folder))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path find(Path start) {
    return Stream.iterate(start, path -> path.getParent() != null, Path::getParent)
        .filter(path -> Files.exists(path.resolve("template.yaml")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no template.yaml in or above " + start));
  }
}
