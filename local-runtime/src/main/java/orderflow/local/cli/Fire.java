package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Fires a schedule, or says which there are and when they are due.
@Command(
    name = "fire",
    mixinStandardHelpOptions = true,
    description = "Fire a schedule now; without a name list the schedules")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Fire implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin Where where;

  @Parameters(paramLabel = "SCHEDULE", arity = "0..1", description = "Its name, or the end of it")
  Optional<String> schedule = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "The time it is fired for, such as 2026-01-31T12:00:00Z (default: now)")
  String at = "";

  @Option(names = "--json", description = "Print JSON")
  boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException, Problem {
    PrintWriter out = spec.commandLine().getOut();
    try (Console console = new Console(where.running().path("console").asText())) {
      JsonNode schedules = console.read("/api/schedules");
      if (schedule.isEmpty()) {
        out.print(json ? schedules + System.lineSeparator() : list(schedules));
        return 0;
      }
      String name = name(schedules, schedule.get());
      JsonNode fired =
          console.act(
              "POST",
              "/api/fire?schedule=" + Console.encoded(name) + "&at=" + Console.encoded(at),
              "");
      out.println(json ? fired.toString() : fired(fired));
    }
    return 0;
  }

  private static String fired(JsonNode fired) {
    return "Fired %s for %s; its log: ./local logs --request %s"
        .formatted(
            fired.path("schedule").asText(),
            fired.path("at").asText(),
            fired.path("requestId").asText());
  }

  /// A stack's name stands before a job's, which is all that a person knows.
  private static String name(JsonNode schedules, String wanted) throws Problem {
    List<String> names = new ArrayList<>();
    schedules.path("schedules").forEach(entry -> names.add(entry.path("name").asText()));
    if (names.contains(wanted)) {
      return wanted;
    }
    List<String> ends = names.stream().filter(name -> name.endsWith("-" + wanted)).toList();
    if (ends.size() != 1) {
      throw new Problem(
          "No schedule " + wanted + ".", "Schedules: " + String.join(", ", names) + ".");
    }
    return ends.getFirst();
  }

  private static String list(JsonNode schedules) {
    StringBuilder text = new StringBuilder();
    for (JsonNode entry : schedules.path("schedules")) {
      text.append(entry.path("name").asText())
          .append(entry.path("enabled").asBoolean() ? "" : " (disabled)")
          .append(System.lineSeparator())
          .append("  ")
          .append(entry.path("words").asText())
          .append("; next ")
          .append(entry.path("next").path(0).asText("never"))
          .append("; runs ")
          .append(entry.path("function").asText())
          .append(System.lineSeparator());
    }
    return text.toString();
  }
}
