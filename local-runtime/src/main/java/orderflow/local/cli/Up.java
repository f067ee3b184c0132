package orderflow.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import orderflow.local.platform.Platform;
import orderflow.local.platform.PlatformOptions;
import orderflow.local.platform.Problem;
import orderflow.local.platform.StateFile;
import orderflow.local.store.StoreGateway;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts everything and stays until Ctrl-C or SIGTERM.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Start the platform; Ctrl-C stops it")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Up implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin Where where;

  @Option(names = "--template", defaultValue = "template.yaml", description = "Template to run")
  Path template;

  @Option(names = "--fresh", description = "Keep the store in memory and start with an empty one")
  boolean fresh;

  @Option(names = "--no-seed", description = "Leave an empty store empty")
  boolean noSeed;

  @Option(names = "--no-reload", description = "Keep running the code of the start")
  boolean noReload;

  @Option(names = "--parameter", description = "Template parameter K=V")
  Map<String, String> parameters = Map.of();

  @Option(names = "--debug", description = "FUNCTION=PORT: wait for a debugger")
  Map<String, Integer> debug = Map.of();

  @Option(names = "--dynamodb", description = "Use another DynamoDB server")
  Optional<URI> dynamodb = Optional.empty();

  @Option(names = "--iam", defaultValue = "ENFORCE", description = "${COMPLETION-CANDIDATES}")
  StoreGateway.Iam iam;

  @Override
  public Integer call() throws Problem, IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    StateFile state = where.state();
    if (state.read().isPresent()) {
      throw new Problem(
          "A platform already runs on port base " + where.portBase + ".",
          "Stop it with ./local down, or choose --port-base N.");
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Platform platform = Platform.start(options(), out::println);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform, state, stopped)));
    state.write(platform);
    print(platform, out);
    stopped.await();
    return CommandLine.ExitCode.OK;
  }

  private PlatformOptions options() {
    return new PlatformOptions(
        Path.of("").toAbsolutePath(),
        template,
        where.data,
        fresh,
        where.portBase,
        parameters,
        Map.of(),
        debug,
        dynamodb,
        new PlatformOptions.Switches(!noSeed, !noReload, iam));
  }

  private static void stop(Platform platform, StateFile state, CountDownLatch stopped) {
    try {
      platform.close();
      state.delete();
    } catch (IOException e) {
      System.err.println("The state file stays behind: " + e.getMessage());
    } finally {
      stopped.countDown();
    }
  }

  private static void print(Platform platform, PrintWriter out) {
    out.println();
    platform.urls().forEach((part, url) -> out.printf("  %-10s %s%n", part, url));
    out.printf("  %-10s %s%n", "functions", platform.template().functions().keySet());
    out.printf(
        "  %-10s %s%n",
        "accounts",
        "customer@, customer2@, staff@, admin@example.com; password try-it-out-locally");
    out.println();
    out.println("Ready; Ctrl-C or ./local down stops it.");
    out.flush();
  }
}
