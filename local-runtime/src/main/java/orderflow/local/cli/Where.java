package orderflow.local.cli;

import java.nio.file.Path;
import orderflow.local.platform.StateFile;
import picocli.CommandLine.Option;

/// Which platform a command means.
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Where {
  @Option(names = "--port-base", defaultValue = "3000", description = "First port (default 3000)")
  int portBase;

  @Option(names = "--data", defaultValue = ".local", description = "Data folder (default .local)")
  Path data;

  StateFile state() {
    return new StateFile(data, portBase);
  }
}
