package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Sends dead letters to their functions again. Exit code 1 when one had to be kept.
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = "Send dead letters to their functions again; keeps what fails again")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Redrive implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin Where where;

  @Parameters(paramLabel = "KEY", arity = "0..1", description = "One letter (default: all)")
  Optional<String> key = Optional.empty();

  @Option(names = "--json", description = "Print JSON")
  boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException, Problem {
    PrintWriter out = spec.commandLine().getOut();
    try (Console console = new Console(where.running().path("console").asText())) {
      String query = key.map(found -> "?key=" + Console.encoded(found)).orElse("");
      JsonNode letters = console.act("POST", "/api/redrive" + query, "").path("letters");
      if (key.isPresent() && letters.isEmpty()) {
        throw new Problem("No dead letter " + key.get() + ".", "./local failures lists them.");
      }
      long kept =
          letters
              .valueStream()
              .filter(letter -> letter.path("outcome").asText().equals("kept"))
              .count();
      if (json) {
        out.println(letters);
      } else {
        letters.forEach(letter -> out.print(text(letter)));
        out.println((letters.size() - kept) + " redriven, " + kept + " kept.");
      }
      return kept == 0 ? 0 : 1;
    }
  }

  private static String text(JsonNode letter) {
    return "%s%n  %s %s%n"
        .formatted(
            letter.path("key").asText(),
            letter.path("outcome").asText(),
            letter.path("reason").asText());
  }
}
