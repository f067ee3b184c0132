package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Says what runs. Exit code 0 only when a platform is ready.
@Command(name = "status", mixinStandardHelpOptions = true, description = "Say what runs")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Status implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin Where where;

  @Option(names = "--json", description = "Print JSON")
  boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<JsonNode> state = where.state().read();
    JsonNode shown = state.orElseGet(() -> new ObjectMapper().valueToTree(Map.of("ready", false)));
    if (json) {
      out.println(shown);
    } else if (state.isEmpty()) {
      out.println("No platform runs on port base " + where.portBase + "; start one: ./local up");
    } else {
      shown
          .properties()
          .forEach(member -> out.printf("  %-10s %s%n", member.getKey(), text(member.getValue())));
    }
    return state.isPresent() ? 0 : 1;
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
