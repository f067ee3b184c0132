package orderflow.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.events.EventSerializer;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Both functions over a table and a bucket of their own.
final class Desk implements AutoCloseable {
  private static final int AMPLE_MILLIS = 60_000;

  final OrdersPlayed orders = OrdersPlayed.start();
  final Bucket bucket = Bucket.create();
  final String table = TestTables.create("imports", List.of("gsi1", "gsi2"));
  private final Map<String, String> environment;
  private final AtomicInteger sequencer = new AtomicInteger();
  private final ImportsHttpFunction http;

  Desk() {
    this(Map.of());
  }

  Desk(Map<String, String> settings) {
    this.environment = new HashMap<>(environment());
    environment.putAll(settings);
    this.http = new ImportsHttpFunction(environment, nowhere());
  }

  private Map<String, String> environment() {
    return Map.of(
        "IMPORTS_TABLE",
        table,
        "IMPORT_FILE_FUNCTION",
        "ImportFileFunction:live",
        "UPLOAD_BUCKET",
        bucket.name(),
        "ORDER_COMMANDS_FUNCTION",
        "orders:live",
        "AWS_LAMBDA_FUNCTION_NAME",
        "ImportFileFunction",
        "AWS_REGION",
        "eu-west-1",
        "AWS_ENDPOINT_URL_DYNAMODB",
        TestTables.endpoint().toString(),
        "AWS_ENDPOINT_URL_S3",
        Bucket.endpoint().toString(),
        "AWS_ENDPOINT_URL_LAMBDA",
        orders.endpoint().toString());
  }

  /// A fresh instance of the function that reads files.
  ImportFileFunction reader(ExecutionInterceptor... interceptors) {
    return new ImportFileFunction(environment, nowhere(), interceptors);
  }

  /// Puts a file and returns the event that S3 would send.
  S3Event put(String key, String content) {
    return put(key, content.getBytes(UTF_8));
  }

  S3Event put(String key, byte[] content) {
    return event(key, bucket.put(key, content), content.length);
  }

  /// The event of an object, later than every one before it.
  S3Event event(String key, String eTag, long size) {
    return event(key, eTag, size, "%016X".formatted(sequencer.incrementAndGet()));
  }

  S3Event event(String key, String eTag, long size, String sequencer) {
    return new EventSerializer()
        .fromJson(
            """
            {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-west-1",
             "eventTime":"2026-01-31T12:00:00.000Z","eventName":"ObjectCreated:Put",
             "s3":{"s3SchemaVersion":"1.0","configurationId":"files",
              "bucket":{"name":"%s","arn":"arn:aws:s3:::%s"},
              "object":{"key":"%s","size":%d,"eTag":"%s","sequencer":"%s"}}}]}
            """
                .formatted(
                    bucket.name(),
                    bucket.name(),
                    URLEncoder.encode(key, UTF_8).replace("%2F", "/"),
                    size,
                    eTag,
                    sequencer),
            S3Event.class);
  }

  /// Delivers an event to a fresh instance with ample time.
  void deliver(S3Event event) {
    reader().handleRequest(event, context(AMPLE_MILLIS));
  }

  /// The event that the function sent itself.
  Optional<S3Event> continuation() {
    return orders
        .takeSentEvent()
        .map(json ->
            new EventSerializer()
                .fromJson(new String(JsonWriter.write(json), UTF_8), S3Event.class));
  }

  static Context context(int remainingMillis) {
    Context context = mock(Context.class);
    when(context.getRemainingTimeInMillis()).thenReturn(remainingMillis);
    when(context.getAwsRequestId()).thenReturn("invocation-1");
    when(context.getInvokedFunctionArn())
        .thenReturn("arn:aws:lambda:eu-west-1:000000000000:function:ImportFileFunction:live");
    return context;
  }

  /// A request of a member of staff.
  final class Call {
    private final APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    private final Map<String, String> headers = new HashMap<>();

    private Call(String routeKey, String scope) {
      var authorizer = new APIGatewayV2HTTPEvent.RequestContext.Authorizer();
      authorizer.setLambda(
          Map.of(
              "verdict", "ok",
              "sub", "usr_staff",
              "roles", "staff",
              "scope", scope,
              "client_id", "web",
              "exp", "4102444800"));
      event.setRequestContext(new APIGatewayV2HTTPEvent.RequestContext());
      event.getRequestContext().setAuthorizer(authorizer);
      event.setRouteKey(routeKey);
      event.setRawPath("/path");
      event.setPathParameters(new HashMap<>());
      event.setQueryStringParameters(new HashMap<>());
      event.setHeaders(headers);
    }

    Call header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    Call path(String importId) {
      return path("importId", importId);
    }

    Call path(String name, String value) {
      event.getPathParameters().put(name, value);
      return this;
    }

    Call query(String name, String value) {
      event.getQueryStringParameters().put(name, value);
      return this;
    }

    Answer send(String body) {
      headers.put("content-type", "application/json");
      event.setBody(body);
      return new Answer(http.handleRequest(event, context(AMPLE_MILLIS)));
    }

    Answer send() {
      return new Answer(http.handleRequest(event, context(AMPLE_MILLIS)));
    }
  }

  /// What came back.
  record Answer(APIGatewayV2HTTPResponse response) {
    int status() {
      return response.getStatusCode();
    }

    String body() {
      return response.getBody();
    }

    String header(String name) {
      return response.getHeaders().getOrDefault(name, "");
    }

    Json.Obj json() {
      return (Json.Obj) JsonReader.readTrusted(body().getBytes(UTF_8));
    }

    String text(String member) {
      return json().get(member).orElseThrow() instanceof Json.Str(String text) ? text : "";
    }

    /// Elements of `data`.
    List<Json> data() {
      return ((Json.Arr) json().get("data").orElseThrow()).elements();
    }
  }

  Call staff(String routeKey) {
    return new Call(routeKey, "imports:write");
  }

  Call customer(String routeKey) {
    return new Call(routeKey, "orders:read orders:write");
  }

  Answer announce(String key, String body) {
    return staff("POST /v1/imports").header("idempotency-key", key).send(body);
  }

  Answer get(String importId) {
    return staff("GET /v1/imports/{importId}").path(importId).send();
  }

  Answer errors(String importId) {
    return staff("GET /v1/imports/{importId}/errors").path(importId).query("limit", "100").send();
  }

  /// The newest import.
  Answer newest() {
    Json.Obj first =
        (Json.Obj) staff("GET /v1/imports").query("limit", "1").send().data().getFirst();
    return get(((Json.Str) first.get("id").orElseThrow()).value());
  }

  /// The counts of an import as `created=1 failed=2`, those that are not zero.
  static String counts(Answer read) {
    Json.Obj counts = (Json.Obj) read.json().get("counts").orElseThrow();
    StringBuilder text = new StringBuilder();
    long sum = 0;
    for (Map.Entry<String, Json> count : counts.members().entrySet()) {
      long value = Long.parseLong(((Json.Num) count.getValue()).text());
      sum += count.getKey().equals("total") ? -value : value;
      if (value != 0) {
        text.append(count.getKey()).append('=').append(value).append(' ');
      }
    }
    if (sum != 0) {
      throw new AssertionError("the counts do not add up: " + counts);
    }
    return text.toString().strip();
  }

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
  }

  @Override
  public void close() {
    orders.close();
  }
}
