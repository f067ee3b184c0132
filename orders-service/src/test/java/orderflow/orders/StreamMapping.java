package orderflow.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// The stream function over tables and a letter box of its own.
final class StreamMapping implements AutoCloseable {
  private final OrderTables tables;
  private final LetterBox letters = new LetterBox();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final OrderStreamFunction function;

  StreamMapping(ExecutionInterceptor... interceptors) {
    this(OrderTables.withoutStream(), interceptors);
  }

  /// Another instance of the function over tables that have been written to.
  StreamMapping(OrderTables tables, ExecutionInterceptor... interceptors) {
    this.tables = tables;
    Map<String, String> environment = new HashMap<>(tables.environment());
    environment.put("DEAD_LETTER_BUCKET", LetterBox.BUCKET);
    environment.put("AWS_ENDPOINT_URL_S3", letters.endpoint());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "stream");
    this.function =
        new OrderStreamFunction(environment, new PrintStream(out, true, UTF_8), interceptors);
  }

  OrderTables tables() {
    return tables;
  }

  LetterBox letters() {
    return letters;
  }

  /// The sequence numbers reported as failed.
  List<String> deliver(List<DynamodbStreamRecord> records) {
    return deliver(records, 30_000);
  }

  List<String> deliver(List<DynamodbStreamRecord> records, int remainingMillis) {
    DynamodbEvent batch = new DynamodbEvent();
    batch.setRecords(records);
    StreamsEventResponse response = function.handleRequest(batch, context(remainingMillis));
    return response.getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  /// What the function has written, line by line.
  List<Json.Obj> lines() {
    return out.toString(UTF_8)
        .lines()
        .map(line -> (Json.Obj) JsonReader.readTrusted(line.getBytes(UTF_8)))
        .toList();
  }

  private static Context context(int remainingMillis) {
    Context context = mock(Context.class);
    when(context.getRemainingTimeInMillis()).thenReturn(remainingMillis);
    when(context.getAwsRequestId()).thenReturn("invocation-1");
    when(context.getInvokedFunctionArn())
        .thenReturn("arn:aws:lambda:eu-west-1:123456789012:function:stream:live");
    return context;
  }

  @Override
  public void close() {
    letters.close();
  }
}
