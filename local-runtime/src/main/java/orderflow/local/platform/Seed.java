package orderflow.local.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orderflow.local.lambda.Invocation;
import orderflow.local.lambda.InvocationOutcome;
import orderflow.local.lambda.LambdaService;
import orderflow.local.template.LambdaFunction;
import orderflow.local.template.Template;

/// Fills an empty store: the direct invokes of `events/seed.json` beside the template, in order. A
/// template without the file seeds nothing.
final class Seed {
  private Seed() {}

  static void run(Template template, LambdaService lambda) throws IOException, Problem {
    Path file = template.file().toAbsolutePath().resolveSibling("events/seed.json");
    if (Files.exists(file)) {
      for (JsonNode step : new ObjectMapper().readTree(file.toFile())) {
        invoke(template, lambda, file, step);
      }
    }
  }

  private static void invoke(Template template, LambdaService lambda, Path file, JsonNode step)
      throws Problem {
    String id = step.path("function").asText();
    LambdaFunction function = template.functions().get(id);
    if (function == null) {
      throw new Problem(
          file + " names the function " + id + ", which the template does not have.",
          "Expected one of " + template.functions().keySet() + ".");
    }
    InvocationOutcome outcome =
        lambda.invoke(
            new Invocation(
                function.name(),
                function.alias().orElse(""),
                step.path("event").toString(),
                "",
                ""));
    boolean done = outcome instanceof InvocationOutcome.Finished finished && !finished.failed();
    if (!done) {
      throw new Problem("The seed failed at " + id + ": " + outcome, "Mend it, or use --no-seed.");
    }
  }
}
