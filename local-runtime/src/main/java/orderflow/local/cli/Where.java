package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import orderflow.local.platform.StateFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which platform a command means.
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Where {
  private static final int HIGHEST_BASE = 65_530;

  @Spec(Spec.Target.MIXEE)
  CommandSpec mixee;

  int portBase;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder (default: .local of the project)")
  Optional<Path> data = Optional.empty();

  @Option(
      names = "--port-base",
      paramLabel = "N",
      defaultValue = "3000",
      description = "First of the platform's ports (default ${DEFAULT-VALUE})")
  void portBase(int base) {
    if (base < 1 || base > HIGHEST_BASE) {
      throw new ParameterException(
          mixee.commandLine(),
          "--port-base is " + base + "; expected a number from 1 to " + HIGHEST_BASE);
    }
    portBase = base;
  }

  /// The project's folder: the script tells it, so that commands work from any folder.
  static Path home() {
    return Path.of(System.getProperty("orderflow.home", "")).toAbsolutePath();
  }

  Path data() {
    return data.orElseGet(() -> home().resolve(".local"));
  }

  StateFile state() {
    return new StateFile(data(), portBase);
  }

  JsonNode running() throws IOException, Problem {
    return state()
        .read()
        .orElseThrow(() ->
            new Problem(
                "No platform runs on port base " + portBase + ".", "Start one: ./local up"));
  }
}
