package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints what the functions logged.
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Print the log lines of functions")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Logs implements Callable<Integer> {
  // The platform holds a request for up to 20 s until a line comes.
  private static final Duration HELD = Duration.ofSeconds(40);
  private static final Duration NOW = Duration.ofSeconds(1);

  @Spec CommandSpec spec;
  @Mixin Where where;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with lines as they come, until Ctrl-C")
  boolean follow;

  @Option(
      names = "--function",
      paramLabel = "NAME",
      description = "Of one function only, or access-log: the requests to the API")
  String function = "";

  @Option(names = "--request", paramLabel = "ID", description = "Of one invocation only")
  String request = "";

  @Override
  public Integer call() throws IOException, InterruptedException, Problem {
    JsonNode state = where.running();
    PrintWriter out = spec.commandLine().getOut();
    try (Console console = new Console(state.path("console").asText())) {
      long after = 0;
      do {
        JsonNode answer = console.logs(after, function, request, follow ? HELD : NOW);
        answer.path("lines").forEach(line -> out.println(text(line)));
        out.flush();
        after = answer.path("after").asLong(after);
      } while (follow);
    } catch (HttpTimeoutException e) {
      spec.commandLine().getErr().println("No lines.");
    }
    return 0;
  }

  private static String text(JsonNode line) {
    return line.path("at").asText()
        + " "
        + line.path("function").asText()
        + " "
        + line.path("text").asText();
  }
}
