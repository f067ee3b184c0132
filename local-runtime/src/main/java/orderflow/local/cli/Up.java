package orderflow.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import orderflow.local.platform.Platform;
import orderflow.local.platform.PlatformOptions;
import orderflow.local.platform.Ports;
import orderflow.local.platform.StartRefusedException;
import orderflow.local.platform.StateFile;
import orderflow.local.store.IamMode;
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

  @Option(names = "--fresh", description = "Start with an empty store")
  boolean fresh;

  @Option(names = "--detach", description = "Return when it is ready and leave it running")
  boolean detach;

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
  IamMode iam;

  @Override
  public Integer call() throws Problem, StartRefusedException, IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    StateFile state = where.state();
    if (state.read().isPresent()) {
      throw new Problem(
          "A platform already runs on port base " + where.portBase + ".",
          "Stop it with ./local down, or choose --port-base N.");
    }
    if (detach) {
      out.print(new DetachedStart(state, where.data.resolve("platform.log")).start(arguments()));
      out.flush();
      return CommandLine.ExitCode.OK;
    }
    Platform platform = Platform.start(options(), out::println);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform, state)));
    print(platform, out);
    state.write(platform.status());
    platform.awaitStop();
    return CommandLine.ExitCode.OK;
  }

  /// This command line for the process that stays.
  private List<String> arguments() {
    return spec.commandLine().getParseResult().originalArgs().stream()
        .filter(argument -> !argument.equals("--detach"))
        .toList();
  }

  private PlatformOptions options() {
    return new PlatformOptions(
        Path.of("").toAbsolutePath(),
        template,
        Optional.of(where.data),
        fresh,
        Ports.fromBase(where.portBase),
        parameters,
        Map.of(),
        dynamodb,
        iam,
        !noSeed,
        !noReload,
        debug);
  }

  private static void stop(Platform platform, StateFile state) {
    platform.close();
    try {
      state.delete();
    } catch (IOException e) {
      System.err.println("The state file stays behind: " + e.getMessage());
    }
  }

  private static void print(Platform platform, PrintWriter out) {
    out.println();
    out.printf("  %-10s %s%n", "api", platform.api());
    out.printf("  %-10s %s%n", "lambda", platform.lambda());
    out.printf("  %-10s %s%n", "console", platform.console());
    out.printf("  %-10s %s%n", "dynamodb", platform.dynamodb());
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
