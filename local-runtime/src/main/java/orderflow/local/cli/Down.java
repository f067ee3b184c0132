package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Stops a running platform and waits for its end.
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stop a running platform")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Down implements Callable<Integer> {
  private static final long PATIENCE_SECONDS = 20;

  @Spec CommandSpec spec;
  @Mixin Where where;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException, Problem {
    Optional<JsonNode> state = where.state().read();
    if (state.isEmpty()) {
      spec.commandLine().getOut().println("No platform runs on port base " + where.portBase + ".");
      return 0;
    }
    try (Console console = new Console(state.get().path("console").asText())) {
      console.stop();
    }
    awaitEnd(state.get().path("pid").asLong());
    spec.commandLine().getOut().println("Stopped.");
    return 0;
  }

  private static void awaitEnd(long pid) throws InterruptedException, ExecutionException, Problem {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      try {
        process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        throw new Problem("The platform (process " + pid + ") does not end.", "kill -9 " + pid);
      }
    }
  }
}
