package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lists the events that were given up.
@Command(
    name = "failures",
    mixinStandardHelpOptions = true,
    description = "List the dead letters: events that failed for good")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Failures implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin Where where;

  @Option(names = "--json", description = "Print JSON")
  boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException, Problem {
    PrintWriter out = spec.commandLine().getOut();
    try (Console console = new Console(where.running().path("console").asText())) {
      JsonNode letters = console.read("/api/failures");
      if (json) {
        out.println(letters);
        return 0;
      }
      letters.path("letters").forEach(letter -> out.print(text(letter)));
      int count = letters.path("letters").size();
      out.println(
          count == 0
              ? "No dead letters."
              : count
                  + (count == 1 ? " dead letter" : " dead letters")
                  + "; send again: ./local redrive [KEY]");
    }
    return 0;
  }

  static String text(JsonNode letter) {
    return "%s%n  %s of %s at %s after %d attempts %s%n"
        .formatted(
            letter.path("key").asText(),
            letter.path("condition").asText(),
            letter.path("function").asText(),
            letter.path("at").asText(),
            letter.path("attempts").asInt(),
            letter.path("error").asText());
  }
}
