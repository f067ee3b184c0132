package orderflow.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// The operating system's side of an execution environment: the child JVM, its log and its
/// temporary folder.
final class FunctionProcess {

  private final Process process;
  private final ProcessLog log;
  private final Path home;

  FunctionProcess(Process process, ProcessLog log, Path home) {
    this.process = process;
    this.log = log;
    this.home = home;
  }

  Path home() {
    return home;
  }

  ProcessLog log() {
    return log;
  }

  /// Asks the process to end (SIGTERM).
  void stop() {
    // Process.destroy would also close the pipe whose end makes the watcher kill.
    process.toHandle().destroy();
  }

  /// Ends the process at once (SIGKILL).
  void kill() {
    process.destroyForcibly();
  }

  /// Whether it has not ended; says so before [#onExit] has told its listeners.
  boolean isAlive() {
    return process.isAlive();
  }

  /// Completes with the exit code.
  CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /// The highest resident size so far in megabytes, 0 where the system does not tell.
  int peakMegabytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToInt(kilobytes -> Integer.parseInt(kilobytes) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /// Gives back what the process held; it has ended.
  void cleanUp() {
    log.close();
    closeLifeline();
    TemporaryFiles.delete(home);
  }

  private void closeLifeline() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The watcher at the other end is gone already, which is what closing is for.
    }
  }
}
