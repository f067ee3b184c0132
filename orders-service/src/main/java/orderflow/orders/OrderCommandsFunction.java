package orderflow.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.log.LogField;
import orderflow.kit.log.LogWriter;
import orderflow.kit.time.Deadline;
import orderflow.orders.commands.OrderCommands;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Commands of the orders service by direct invoke, synchronous or not. Each is idempotent item by
/// item, so Lambda's retries do no harm.
public final class OrderCommandsFunction implements RequestHandler<CommandEvent, CommandReply> {
  private final OrderCommands commands;
  private final LogWriter log;
  private final InstantSource clock;

  public OrderCommandsFunction() {
    this(System.getenv());
  }

  public OrderCommandsFunction(Map<String, String> environment) {
    this(environment, System.out);
  }

  OrderCommandsFunction(
      Map<String, String> environment, PrintStream out, ExecutionInterceptor... interceptors) {
    OrdersWiring wiring = OrdersWiring.of(environment, interceptors);
    this.commands = wiring.commands();
    this.clock = wiring.chance().clock();
    this.log = LogWriter.from(environment, out, clock);
    OrdersPriming.codec();
    OrdersPriming.command(commands);
  }

  @Override
  public CommandReply handleRequest(CommandEvent event, Context context) {
    OrderCommands.Outcome outcome = commands.handle(event, Deadline.of(context, clock));
    log.info(
        "command",
        Map.of(
            LogField.REQUEST_ID, event.requestId(),
            LogField.COMMAND, outcome.command(),
            LogField.ITEMS, outcome.reply().results().size(),
            LogField.FAILED_ITEMS, outcome.reply().notDone()));
    return outcome.reply();
  }
}
