package orderflow.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import orderflow.auth.commands.AuthCommands;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import orderflow.kit.log.LogField;
import orderflow.kit.log.LogWriter;
import orderflow.kit.time.Deadline;

/// Commands of the authentication service by direct invoke, synchronous or not: `EnsureKeys`,
/// `SeedAccounts`, `GrantRole`. All are idempotent, so Lambda's retries of an asynchronous invoke
/// do no harm.
public final class AuthCommandsFunction implements RequestStreamHandler {
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
    AuthCommandsConfig config = AuthCommandsConfig.from(environment);
    AuthWiring wiring = AuthWiring.of(environment);
    this.commands = wiring.commands(config);
    this.log = LogWriter.from(environment, out, wiring.chance().clock());
    this.clock = wiring.chance().clock();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Json event = JsonReader.readTrusted(input.readAllBytes());
    AuthCommands.Outcome outcome = commands.handle(event, Deadline.of(context, clock));
    log.info(
        "command",
        Map.of(
            LogField.REQUEST_ID, outcome.requestId(),
            LogField.COMMAND, outcome.command(),
            LogField.ITEMS, outcome.items(),
            LogField.FAILED_ITEMS, outcome.itemsNotDone()));
    output.write(JsonWriter.write(outcome.reply()));
  }
}
