package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs an invocation again with the same event or an edited one. Exit code 1 when it fails.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Run an invocation again; without one list the newest")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Replay implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin Where where;

  @Parameters(paramLabel = "INVOCATION", arity = "0..1", description = "Its request id")
  Optional<String> invocation = Optional.empty();

  @Option(names = "--edit", description = "Edit the event in $EDITOR first")
  boolean edit;

  @Option(names = "--json", description = "Print JSON")
  boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException, Problem {
    try (Console console = new Console(where.running().path("console").asText())) {
      return invocation.isPresent() ? replay(console, invocation.get()) : list(console);
    }
  }

  private int list(Console console) throws IOException, InterruptedException, Problem {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode newest = console.read("/api/invocations?limit=20");
    if (json) {
      out.println(newest);
    } else {
      newest.path("invocations").forEach(entry -> out.println(text(entry)));
    }
    return 0;
  }

  private static String text(JsonNode entry) {
    return "%s  %s  %-22s %6d ms%s%s"
        .formatted(
            entry.path("requestId").asText(),
            entry.path("at").asText(),
            entry.path("function").asText(),
            entry.path("durationMs").asLong(),
            entry.path("cold").asBoolean() ? " cold" : "",
            entry.path("failed").asBoolean() ? " FAILED" : "");
  }

  private int replay(Console console, String request)
      throws IOException, InterruptedException, Problem {
    String query = "?request=" + Console.encoded(request);
    String event =
        edit ? edited(console.read("/api/invocation" + query).path("event").asText()) : "";
    JsonNode answer = console.act("POST", "/api/replay" + query, event);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(answer);
    } else {
      spec.commandLine().getErr().println(answer.path("log").asText().strip());
      out.println(answer.path("answer").asText());
      spec.commandLine().getErr().println(compared(answer));
    }
    return answer.path("failed").asBoolean() ? 1 : 0;
  }

  private static String compared(JsonNode answer) {
    return answer.path("same").asBoolean()
        ? "The same answer as before."
        : "Before it was: " + answer.path("before").asText();
  }

  private static String edited(String event) throws IOException, InterruptedException, Problem {
    String editor = Optional.ofNullable(System.getenv("EDITOR")).orElse("");
    if (editor.isBlank()) {
      throw new Problem("EDITOR is not set.", "Set it: EDITOR=vi ./local replay ID --edit");
    }
    Path file = Files.createTempFile("event-", ".json");
    try {
      Files.writeString(file, event);
      Process process =
          new ProcessBuilder("sh", "-c", editor + " \"$1\"", "edit", file.toString())
              .inheritIO()
              .start();
      if (process.waitFor() != 0) {
        throw new Problem("The editor failed; nothing was sent.", "EDITOR is " + editor + ".");
      }
      return Files.readString(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
