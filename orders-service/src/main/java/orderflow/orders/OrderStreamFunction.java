package orderflow.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Map;
import orderflow.kit.dynamodb.DynamoDbClients;
import orderflow.kit.id.Chance;
import orderflow.kit.log.LogWriter;
import orderflow.kit.metrics.MetricWriter;
import orderflow.kit.quarantine.Quarantine;
import orderflow.kit.s3.S3Clients;
import orderflow.kit.time.Clocks;
import orderflow.orders.application.UpdateViews;
import orderflow.orders.dynamodb.ViewStore;
import orderflow.orders.stream.BatchLog;
import orderflow.orders.stream.OrderEventBatches;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Takes new history entries from the orders table's stream into the views: feed, daily sales,
/// totals by product and customer.
///
/// A record may be delivered any number of times and is applied once. The answer names the records
/// that failed, so the mapping must report batch item failures; Lambda delivers the batch again
/// from the first of them. A record that can never be applied is set aside in the dead-letter
/// bucket and does not hold up the others.
public final class OrderStreamFunction
    implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final OrderEventBatches batches;

  public OrderStreamFunction() {
    this(System.getenv());
  }

  public OrderStreamFunction(Map<String, String> environment) {
    this(environment, System.out);
  }

  OrderStreamFunction(
      Map<String, String> environment, PrintStream out, ExecutionInterceptor... interceptors) {
    StreamConfig config = StreamConfig.from(environment);
    Chance chance = new Chance(Clocks.from(environment), new SecureRandom());
    String name = environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "function");
    this.batches =
        new OrderEventBatches(
            new UpdateViews(
                new ViewStore(
                    DynamoDbClients.create(environment, interceptors),
                    config.viewsTable(),
                    chance.random())),
            new Quarantine(() -> S3Clients.create(environment), config.deadLetterBucket(), name),
            new BatchLog(
                LogWriter.from(environment, out, chance.clock()),
                new MetricWriter(out, name, chance.clock())),
            chance);
    StreamPriming.codec();
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
    return batches.handle(batch, context);
  }
}
