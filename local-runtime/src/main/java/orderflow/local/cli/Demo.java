package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Shows the API at work. It may run any number of times: each run has idempotency keys of its own.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "The whole circle, with the command of each step: orders, stream, file, clock, dead letter")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Demo implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin Where where;

  @Override
  public Integer call() throws IOException, InterruptedException, Problem {
    JsonNode state = where.running();
    URI api = URI.create(state.path("api").asText());
    String run = UUID.randomUUID().toString().substring(0, 8);
    try (DemoClient client = new DemoClient(api, spec.commandLine().getOut());
        DemoPlatform platform = new DemoPlatform(client, state, where.data().resolve("demo"))) {
      new TriggerTour(client, platform, run).walk(new DemoTour(client, run).walk());
    }
    spec.commandLine().getOut().println("All steps went as expected.");
    return 0;
  }
}
