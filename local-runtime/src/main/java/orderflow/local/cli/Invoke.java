package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import orderflow.local.platform.Platform;
import orderflow.local.platform.PlatformOptions;
import orderflow.local.platform.StartRefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Invokes a function: the answer goes to standard output, the log and the duration to standard
/// error. Without a running platform one runs in memory for the call. Exit code 1 on an error.
@Command(
    name = "invoke",
    mixinStandardHelpOptions = true,
    description = "Invoke a function; starts a platform for the call if none runs")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Invoke implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin Where where;

  @Parameters(paramLabel = "FUNCTION", description = "The function's name")
  String function;

  @Option(
      names = {"-e", "--event"},
      paramLabel = "FILE",
      required = true,
      description = "File with the event, - for standard input")
  String event;

  @Override
  public Integer call() throws IOException, InterruptedException, Problem, StartRefusedException {
    String payload = payload();
    Optional<JsonNode> state = where.state().read();
    if (state.isPresent()) {
      return invoke(state.get().path("lambda").asText(), payload);
    }
    try (Platform platform =
        Platform.start(PlatformOptions.inMemory(Where.home()), progress -> {})) {
      return invoke(platform.lambda().toString(), payload);
    }
  }

  private int invoke(String lambda, String payload) throws IOException, InterruptedException {
    String name = URLEncoder.encode(function, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(lambda + "/2015-03-31/functions/" + name + "/invocations"))
            .header("X-Amz-Log-Type", "Tail")
            .POST(HttpRequest.BodyPublishers.ofString(payload))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      long start = System.nanoTime();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return print(answer, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private String payload() throws IOException, Problem {
    if (event.equals("-")) {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (!Files.isReadable(Path.of(event))) {
      throw new Problem("No readable file " + event + ".", "Samples are in events/.");
    }
    return Files.readString(Path.of(event));
  }

  private int print(HttpResponse<String> answer, Duration taken) {
    PrintWriter log = spec.commandLine().getErr();
    answer
        .headers()
        .firstValue("X-Amz-Log-Result")
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
        .ifPresent(tail -> log.println(tail.strip()));
    spec.commandLine().getOut().println(answer.body());
    boolean failed =
        answer.statusCode() >= 300
            || answer.headers().firstValue("X-Amz-Function-Error").isPresent();
    log.println(
        function + (failed ? " failed after " : " answered in ") + taken.toMillis() + " ms");
    return failed ? 1 : 0;
  }
}
