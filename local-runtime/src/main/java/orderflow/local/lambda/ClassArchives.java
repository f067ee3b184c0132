package orderflow.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// The class-data archives that make the later starts of functions faster.
///
/// A process of a function without one writes it when it is asked to end, into its own folder; only
/// a finished archive is then kept. The machine checks each class against it, so new code needs no
/// new archive, but a damaged file would also cost the machine's own archive.
final class ClassArchives {

  private static final String QUIET = "-Xlog:cds*=off,aot*=off";

  /// 128 and SIGTERM: the process was asked to end and ended in order.
  private static final int ASKED_TO_END = 143;

  private final Optional<Path> directory;
  private final String machine;

  /// @param directory where archives are kept; empty for none
  /// @param machine what an archive depends on beside the function: JDK and class path
  ClassArchives(Optional<Path> directory, String machine) throws IOException {
    this.directory = directory;
    this.machine = machine;
    if (directory.isPresent()) {
      Files.createDirectories(directory.get());
    }
  }

  /// The flags that use the function's archive, or write it into the process's folder.
  List<String> flags(String function, Path home) {
    return file(function)
        .map(file ->
            Files.exists(file)
                ? List.of("-XX:SharedArchiveFile=" + file, QUIET)
                : List.of("-XX:ArchiveClassesAtExit=" + written(home), QUIET))
        .orElseGet(List::of);
  }

  /// Keeps what an ended process wrote.
  void keep(String function, Path home, int exitCode) {
    Optional<Path> file = file(function);
    if (file.isEmpty() || exitCode != ASKED_TO_END || !Files.exists(written(home))) {
      return;
    }
    try {
      Files.move(written(home), file.get(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Without an archive the next start takes longer, and writes another.
      TemporaryFiles.delete(written(home));
    }
  }

  private Optional<Path> file(String function) {
    return directory.map(folder ->
        folder.resolve(function + "-" + Integer.toHexString(machine.hashCode()) + ".jsa"));
  }

  private static Path written(Path home) {
    return home.resolve("classes.jsa");
  }
}
