package orderflow.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import orderflow.kit.log.LogField;
import orderflow.kit.log.LogWriter;
import orderflow.kit.time.Deadline;
import orderflow.orders.commands.OrderCommands;

/// Commands of the orders service by direct invoke, synchronous or not: `UpsertProducts`,
/// `PlaceOrders`. Both are idempotent item by item, so Lambda's retries do no harm.
public final class OrderCommandsFunction implements RequestStreamHandler {
  private final OrderCommands commands;
  private final OrdersWiring wiring;
  private final LogWriter log;

  public OrderCommandsFunction() {
    this(System.getenv());
  }

  public OrderCommandsFunction(Map<String, String> environment) {
    this(environment, System.out);
  }

  OrderCommandsFunction(Map<String, String> environment, PrintStream out) {
    this.wiring = OrdersWiring.of(environment);
    this.commands = wiring.commands();
    this.log = LogWriter.from(environment, out, wiring.chance().clock());
    OrdersPriming.codec();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Json event = JsonReader.readTrusted(input.readAllBytes());
    Deadline deadline = Deadline.of(context, wiring.chance().clock());
    OrderCommands.Outcome outcome = commands.handle(event, deadline);
    log.info(
        "command",
        Map.of(
            LogField.REQUEST_ID, outcome.requestId(),
            LogField.COMMAND, outcome.command(),
            LogField.ITEMS, outcome.results().size(),
            LogField.FAILED_ITEMS, outcome.itemsNotDone()));
    output.write(JsonWriter.write(outcome.reply()));
  }
}
