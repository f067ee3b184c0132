package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Invokes a function of the running platform. Exit code 1 on a function error.
@Command(name = "invoke", mixinStandardHelpOptions = true, description = "Invoke a function")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Invoke implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin Where where;

  @Parameters(paramLabel = "FUNCTION", description = "The function's name")
  String function;

  @Option(
      names = {"-e", "--event"},
      required = true,
      description = "File with the event, - for standard input")
  String event;

  @Override
  public Integer call() throws IOException, InterruptedException, Problem {
    JsonNode state =
        where
            .state()
            .read()
            .orElseThrow(() -> new Problem("No platform runs.", "Start one: ./local up"));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    state.path("lambda").asText()
                        + "/2015-03-31/functions/"
                        + function
                        + "/invocations"))
            .header("X-Amz-Log-Type", "Tail")
            .POST(HttpRequest.BodyPublishers.ofString(payload()))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return print(client.send(request, HttpResponse.BodyHandlers.ofString()));
    }
  }

  private String payload() throws IOException {
    return event.equals("-")
        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
        : Files.readString(Path.of(event));
  }

  private int print(HttpResponse<String> answer) {
    Optional<String> tail = answer.headers().firstValue("X-Amz-Log-Result");
    PrintWriter log = spec.commandLine().getErr();
    tail.map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
        .ifPresent(log::println);
    spec.commandLine().getOut().println(answer.body());
    boolean failed =
        answer.statusCode() >= 300
            || answer.headers().firstValue("X-Amz-Function-Error").isPresent();
    return failed ? 1 : 0;
  }
}
