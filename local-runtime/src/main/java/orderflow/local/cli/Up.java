package orderflow.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import orderflow.local.lambda.RetryDelays;
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

/// Starts everything and stays until Ctrl-C or `./local down`.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Start the platform; Ctrl-C stops it")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Up implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin Where where;

  @Option(names = "--detach", description = "Run in the background; return when it is ready")
  boolean detach;

  @Option(
      names = "--template",
      paramLabel = "F",
      description = "Template to run (default: template.yaml of the project)")
  Optional<Path> template = Optional.empty();

  @Option(names = "--fresh", description = "Start with an empty store")
  boolean fresh;

  @Option(names = "--no-seed", description = "Leave an empty store empty")
  boolean noSeed;

  @Option(names = "--no-reload", description = "Keep running the code of the start")
  boolean noReload;

  @Option(names = "--parameter", paramLabel = "K=V", description = "Template parameter")
  Map<String, String> parameters = Map.of();

  @Option(
      names = "--env-vars",
      paramLabel = "F",
      description = "JSON file of variables by function, as for sam local")
  Optional<Path> variables = Optional.empty();

  @Option(
      names = "--debug",
      paramLabel = "FUNCTION[=PORT]",
      mapFallbackValue = "5005",
      description = "Let the function wait for a debugger (default port 5005)")
  Map<String, Integer> debug = Map.of();

  @Option(names = "--dynamodb", paramLabel = "URL", description = "Use another DynamoDB server")
  Optional<URI> dynamodb = Optional.empty();

  @Option(
      names = "--iam",
      paramLabel = "MODE",
      defaultValue = "enforce",
      description = "enforce, warn or off: calls that a function's policies do not allow")
  IamMode iam;

  @Option(
      names = "--delays",
      paramLabel = "KIND",
      defaultValue = "short",
      description = "short (1 s, 2 s) or aws (60 s, 120 s) before events are tried again")
  Delays delays;

  enum Delays {
    SHORT,
    AWS;

    RetryDelays of() {
      return this == AWS ? RetryDelays.AWS : RetryDelays.SHORT;
    }
  }

  @Override
  public Integer call() throws Problem, StartRefusedException, IOException, InterruptedException {
    if (where.state().read().isPresent()) {
      throw new Problem(
          "A platform already runs on port base " + where.portBase + ".",
          "Stop it with ./local down, or choose --port-base N.");
    }
    PlatformOptions options = options();
    PrintWriter out = spec.commandLine().getOut();
    if (detach) {
      List<String> arguments = spec.commandLine().getParent().getParseResult().originalArgs();
      return new Background(where.data().resolve("platform.log"), out).start(arguments);
    }
    return run(options, out);
  }

  private int run(PlatformOptions options, PrintWriter out)
      throws StartRefusedException, IOException, InterruptedException {
    StateFile state = where.state();
    StartNotices notices = new StartNotices(out);
    Platform platform = Platform.start(options, notices);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform, state)));
    state.write(platform.status());
    out.print(notices.table(platform, noSeed ? List.of() : Accounts.beside(template())));
    out.println(
        Background.READY + "; ./local demo shows it at work, Ctrl-C or ./local down stops it.");
    out.flush();
    platform.awaitStop();
    return CommandLine.ExitCode.OK;
  }

  private Path template() {
    return template.orElseGet(() -> Where.home().resolve("template.yaml"));
  }

  private PlatformOptions options() throws Problem, IOException {
    return new PlatformOptions(
        Where.home(),
        template(),
        Optional.of(where.data()),
        fresh,
        Ports.fromBase(where.portBase),
        parameters,
        variables.isPresent() ? EnvironmentFile.read(variables.get()) : Map.of(),
        dynamodb,
        iam,
        delays.of(),
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
}
