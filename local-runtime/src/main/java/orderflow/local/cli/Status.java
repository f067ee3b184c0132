package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Says what runs. Exit code 0 only when a platform is ready.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show URLs and functions; exit code 0 only when all is ready")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Status implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin Where where;

  @Option(names = "--json", description = "Print JSON")
  boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<JsonNode> state = where.state().read();
    ObjectNode shown = state.isPresent() ? live(state.get()) : notReady();
    boolean ready = shown.path("ready").asBoolean();
    if (json) {
      out.println(shown);
    } else if (state.isEmpty()) {
      out.println("No platform runs on port base " + where.portBase + "; start one: ./local up");
    } else {
      out.print(Table.of(shown));
      out.println(ready ? "Ready." : "Not ready.");
    }
    return ready ? 0 : 1;
  }

  /// What the platform says of itself; the state file alone would call a hanging one ready.
  private static ObjectNode live(JsonNode state) throws InterruptedException {
    try (Console console = new Console(state.path("console").asText())) {
      return console.status() instanceof ObjectNode answer && answer.has("api")
          ? answer
          : notReady();
    } catch (IOException e) {
      ObjectNode silent = state.deepCopy();
      return silent.put("ready", false);
    }
  }

  private static ObjectNode notReady() {
    return JsonNodeFactory.instance.objectNode().put("ready", false);
  }
}
