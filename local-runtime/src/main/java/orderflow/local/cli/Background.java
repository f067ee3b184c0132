package orderflow.local.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Starts this program once more as a process that outlives it.
final class Background {
  /// How the last line before a platform answers requests begins.
  static final String READY = "Ready";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_MILLISECONDS = 50;

  private final Path log;
  private final PrintWriter out;

  /// @param log takes what the process prints
  Background(Path log, PrintWriter out) {
    this.log = log;
    this.out = out;
  }

  /// Returns when the platform is ready, after printing what it printed.
  ///
  /// @param arguments of this process
  /// @throws Problem if it ends or is not ready within two minutes; then it is stopped
  int start(List<String> arguments) throws Problem, IOException, InterruptedException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    Process process =
        new ProcessBuilder(command(arguments))
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      if (process.waitFor(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        throw new Problem("The platform did not start:\n" + printed().strip(), "Output: " + log);
      }
      if (System.nanoTime() > end) {
        process.destroy();
        throw new Problem("The platform is not ready after " + PATIENCE, "Output: " + log);
      }
    }
    out.print(printed().replace("Ctrl-C or ./local down stops it", "./local down stops it"));
    out.flush();
    return 0;
  }

  private boolean isReady() throws IOException {
    return printed().lines().anyMatch(line -> line.startsWith(READY));
  }

  private String printed() throws IOException {
    return Files.readString(log);
  }

  private static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    arguments.stream().filter(argument -> !argument.equals("--detach")).forEach(command::add);
    return command;
  }
}
