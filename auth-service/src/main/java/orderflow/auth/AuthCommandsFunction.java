package orderflow.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import orderflow.auth.commands.AuthCommands;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.command.ItemResult;
import orderflow.kit.log.LogField;
import orderflow.kit.log.LogWriter;
import orderflow.kit.time.Deadline;

/// Commands of the authentication service by direct invoke, synchronous or not: `EnsureKeys`,
/// `SeedAccounts`, `GrantRole`, `RotateKeys`, `SealAudit`, `VerifyAudit`, `SendMail`,
/// `ImportAccounts`, `ExportAccounts`. All are idempotent, so Lambda's retries of an asynchronous
/// invoke do no harm.
public final class AuthCommandsFunction implements RequestHandler<CommandEvent, CommandReply> {
  private final AuthCommands commands;
  private final LogWriter log;
  private final InstantSource clock;

  public AuthCommandsFunction() {
    this(System.getenv());
  }

  public AuthCommandsFunction(Map<String, String> environment) {
    this(environment, System.out);
  }

  AuthCommandsFunction(Map<String, String> environment, PrintStream out) {
    CommandsWiring wiring = CommandsWiring.of(environment);
    this.commands = wiring.commands();
    this.log = LogWriter.from(environment, out, wiring.chance().clock());
    this.clock = wiring.chance().clock();
  }

  @Override
  public CommandReply handleRequest(CommandEvent event, Context context) {
    AuthCommands.Outcome outcome = commands.handle(event, Deadline.of(context, clock));
    log.info(
        "command",
        Map.of(
            LogField.REQUEST_ID, event.requestId(),
            LogField.COMMAND, outcome.command(),
            LogField.ITEMS, outcome.reply().results().size(),
            LogField.FAILED_ITEMS, outcome.reply().notDone()));
    outcome.reply().results().stream()
        .filter(result -> result.status() != ItemResult.Status.OK)
        .distinct()
        .forEach(result -> tell(event, outcome.command(), result));
    return outcome.reply();
  }

  /// Who invoked without waiting sees no reply.
  private void tell(CommandEvent event, String command, ItemResult result) {
    log.warn(
        result.detail().orElse("an item was not done"),
        Map.of(
            LogField.REQUEST_ID, event.requestId(),
            LogField.COMMAND, command,
            LogField.ERROR_CODE, result.code().orElse("unknown")));
  }
}
