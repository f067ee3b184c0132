package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import orderflow.local.platform.StateFile;

/// Starts `up` again as a process of its own and waits until that one is ready.
final class DetachedStart {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final StateFile state;
  private final Path log;

  DetachedStart(StateFile state, Path log) {
    this.state = state;
    this.log = log;
  }

  /// Returns what the platform printed when it became ready.
  ///
  /// @param arguments of `up`, without `--detach`
  /// @throws Problem with the output of a process that ended, or that never became ready
  String start(List<String> arguments) throws IOException, InterruptedException, Problem {
    Files.createDirectories(log.toAbsolutePath().getParent());
    Process process =
        new ProcessBuilder(command(arguments))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    Instant end = Instant.now().plus(PATIENCE);
    while (!isReady(process)) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new Problem(Files.readString(log).strip(), "Nothing was left running.");
      }
      if (Instant.now().isAfter(end)) {
        process.destroy();
        throw new Problem(
            "The platform is not ready after " + PATIENCE.toSeconds() + " s.", "See " + log + ".");
      }
    }
    return Files.readString(log);
  }

  private boolean isReady(Process process) throws IOException {
    Optional<JsonNode> found = state.read();
    return found.filter(json -> json.path("pid").asLong() == process.pid()).isPresent();
  }

  /// The same JVM with the same options as this one.
  private static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Local.class.getName());
    command.addAll(arguments);
    return command;
  }
}
