package orderflow.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import orderflow.local.platform.StartRefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The entry point of `./local`. Exit codes: 0 done, 1 a problem, 2 a wrong command line.
@Command(
    name = "./local",
    mixinStandardHelpOptions = true,
    version = "orderflow 1.0.0",
    description = "Runs template.yaml on this machine",
    subcommands = {
      Up.class,
      Down.class,
      Status.class,
      Demo.class,
      Invoke.class,
      Put.class,
      Fire.class,
      Clock.class,
      Logs.class,
      Replay.class,
      Failures.class,
      Redrive.class,
      Tables.class,
      ResetCommand.class,
      Env.class,
      Doctor.class,
      HelpCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    CommandLine command = commandLine();
    int code = command.execute(arguments.length == 0 ? new String[] {"help"} : arguments);
    // A PrintWriter keeps what no line end has pushed out.
    command.getOut().flush();
    System.exit(code);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((exception, arguments) -> misuse(exception))
        .setExecutionExceptionHandler(Main::failure);
  }

  private static int misuse(ParameterException exception) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(exception.getMessage());
    err.println("  " + command.getCommandSpec().qualifiedName() + " --help shows what it takes");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failure(Exception exception, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    switch (exception) {
      case Problem problem -> err.println(problem.getMessage());
      case StartRefusedException refused -> err.println(refused.getMessage());
      case ConnectException refused ->
          err.println("The platform does not answer. Stop it with ./local down and start it anew.");
      default -> err.println(fault(exception, data(parsed)));
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static Path data(ParseResult parsed) {
    ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    Optional<Path> given = command.matchedOptionValue("--data", Optional.empty());
    return given.orElseGet(() -> Where.home().resolve(".local"));
  }

  private static String fault(Exception exception, Path data) {
    String what = exception.getClass().getSimpleName() + ": " + exception.getMessage();
    Path log = data.resolve("cli.log").toAbsolutePath();
    StringWriter trace = new StringWriter();
    exception.printStackTrace(new PrintWriter(trace));
    try {
      Files.createDirectories(log.resolveSibling(""));
      Files.writeString(log, trace.toString());
      return "Failed: " + what + " (details: " + log + ")";
    } catch (IOException e) {
      return "Failed: " + what + " (details could not be written to " + log + ")";
    }
  }
}
