package orderflow.local.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import orderflow.local.lambda.InvocationOutcome;
import orderflow.local.lambda.LambdaService;
import orderflow.local.template.Template;

/// Fills an empty store: the commands of `events/seed.json` beside the template, in order. A
/// template without the file seeds nothing.
final class Seed {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Template template;
  private final LambdaService functions;
  private final FunctionNames names;
  private final Path file;

  private Seed(Template template, LambdaService functions) {
    this.template = template;
    this.functions = functions;
    this.names = new FunctionNames(template);
    this.file = template.file().toAbsolutePath().resolveSibling("events/seed.json");
  }

  static void run(Template template, LambdaService functions)
      throws IOException, StartRefusedException {
    new Seed(template, functions).run();
  }

  private void run() throws IOException, StartRefusedException {
    if (Files.exists(file)) {
      for (JsonNode step : JSON.readTree(file.toFile())) {
        invoke(step);
      }
    }
  }

  private void invoke(JsonNode step) throws StartRefusedException {
    String id = step.path("function").asText();
    if (!template.functions().containsKey(id)) {
      throw new StartRefusedException(
          file + " names the function " + id,
          "one of " + template.functions().keySet(),
          "change the file, or start with --no-seed");
    }
    Optional<String> failure =
        failure(functions.invoke(names.call(id, step.path("event").toString())));
    if (failure.isPresent()) {
      throw new StartRefusedException(
          "the seed was answered by " + id + " with " + failure.get(),
          "`ok` for every item of " + file,
          "mend the function or the file, or start with --no-seed");
    }
  }

  private static Optional<String> failure(InvocationOutcome outcome) {
    return switch (outcome) {
      case InvocationOutcome.Refused refused ->
          Optional.of(refused.type() + ": " + refused.message());
      case InvocationOutcome.Finished finished when finished.failed() || !isOk(finished) ->
          Optional.of(finished.payload());
      case InvocationOutcome.Finished _ -> Optional.empty();
    };
  }

  private static boolean isOk(InvocationOutcome.Finished finished) {
    try {
      JsonNode results = JSON.readTree(finished.payload()).path("results");
      return results.isArray()
          && results.valueStream().allMatch(result -> result.path("status").asText().equals("ok"));
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
