package orderflow.local.cli;

import orderflow.local.platform.StartRefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry point of `./local`.
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description = "Runs template.yaml on this machine",
    subcommands = {Up.class, Down.class, Status.class, Demo.class, Env.class, Invoke.class})
public final class Local {
  private Local() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Local())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((exception, command, parsed) -> {
          String text =
              exception instanceof Problem || exception instanceof StartRefusedException
                  ? exception.getMessage()
                  : exception.toString();
          command.getErr().println(text);
          return CommandLine.ExitCode.SOFTWARE;
        });
  }
}
