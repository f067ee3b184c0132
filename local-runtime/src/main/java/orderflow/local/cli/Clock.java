package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Moves the clock of platform and functions alike, or shows it.
@Command(
    name = "clock",
    mixinStandardHelpOptions = true,
    description = "Show the platform's clock, move it (+1d, -2h, +90m, PT36H), or reset it")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Clock implements Callable<Integer> {
  private static final Pattern SHORT = Pattern.compile("([+-]?)(\\d{1,6})([smhd])");

  @Spec CommandSpec spec;
  @Mixin Where where;

  @Parameters(
      paramLabel = "BY",
      arity = "0..1",
      description = "How far, or `reset`; use -- before a negative one")
  Optional<String> by = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException, Problem {
    try (Console console = new Console(where.running().path("console").asText())) {
      JsonNode clock = clock(console);
      spec.commandLine()
          .getOut()
          .printf(
              "%s (offset %s)%n",
              clock.path("now").asText().replaceFirst("\\.\\d+Z$", "Z"),
              clock.path("offset").asText());
    }
    return 0;
  }

  private JsonNode clock(Console console) throws IOException, InterruptedException, Problem {
    if (by.isEmpty()) {
      return console.read("/api/clock");
    }
    if (by.get().equals("reset")) {
      return console.act("DELETE", "/api/clock", "");
    }
    String duration = Console.encoded(duration(by.get()).toString());
    return console.act("POST", "/api/clock?by=" + duration, "");
  }

  static Duration duration(String text) throws Problem {
    var matcher = SHORT.matcher(text);
    try {
      if (!matcher.matches()) {
        return Duration.parse(text);
      }
      String number = matcher.group(2) + matcher.group(3).toUpperCase(Locale.ROOT);
      Duration far = Duration.parse(text.endsWith("d") ? "P" + number : "PT" + number);
      return matcher.group(1).equals("-") ? far.negated() : far;
    } catch (DateTimeParseException e) {
      throw new Problem(
          "found " + text + " as a span of time.", "Expected +1d, -2h, +90m, +30s or PT36H.");
    }
  }
}
