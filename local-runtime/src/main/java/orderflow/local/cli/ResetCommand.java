package orderflow.local.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Empties the running platform and seeds it anew.
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = "Empty tables and buckets, put the clock right and seed anew")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class ResetCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin Where where;

  @Override
  public Integer call() throws IOException, InterruptedException, Problem {
    try (Console console = new Console(where.running().path("console").asText())) {
      spec.commandLine()
          .getOut()
          .println(console.act("POST", "/api/reset", "").path("message").asText());
    }
    return 0;
  }
}
