package orderflow.system.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The processes of functions, as the operating system sees them.
final class Processes {
  private Processes() {}

  /// Those of a function that are alive.
  ///
  /// @param function its name
  static List<ProcessHandle> of(String function) {
    return ProcessHandle.current()
        .children()
        .filter(child ->
            child
                .info()
                .commandLine()
                .filter(line -> line.contains("/processes/" + function + "-"))
                .isPresent())
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /// Resident memory of the largest process of a function, in MiB; 0 without one.
  static long residentMegabytes(String function) {
    return of(function).stream().mapToLong(Processes::residentKilobytes).max().orElse(0) / 1024;
  }

  private static long residentKilobytes(ProcessHandle process) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .sum();
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
