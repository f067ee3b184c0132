package orderflow.local.httpapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import orderflow.local.lambda.Invocation;
import orderflow.local.lambda.InvocationOutcome;
import orderflow.local.lambda.InvocationReport;
import orderflow.local.template.Cors;
import orderflow.local.template.HttpApi;
import orderflow.local.template.HttpRoute;
import orderflow.local.template.LambdaAuthorizer;
import orderflow.local.template.Throttle;

/// An HTTP API server whose functions are Java functions of the test.
final class GatewayFixture implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();
  static final String EMPTY_ANSWER = "{\"statusCode\":200}";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<HttpRoute> routes = new ArrayList<>();
  private final Map<String, LambdaAuthorizer> authorizers = new HashMap<>();
  private final Map<String, Throttle> throttles = new HashMap<>();
  private final Map<String, Function<Invocation, InvocationOutcome>> functions =
      new ConcurrentHashMap<>();
  private final List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());
  private final List<AccessLogEntry> log = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2020-03-12T19:03:58.123Z"));
  private Optional<Cors> cors = Optional.empty();
  private Duration integrationTimeout = Duration.ofSeconds(30);
  private Duration authorizerTimeout = Duration.ofSeconds(10);
  private Optional<HttpApiServer> server = Optional.empty();

  GatewayFixture route(String key, String function) {
    return route(key, function, Optional.empty());
  }

  GatewayFixture route(String key, String function, Optional<String> authorizer) {
    String[] parts = key.split(" ", 2);
    String path = parts.length == 1 ? parts[0] : parts[1];
    routes.add(new HttpRoute(parts.length == 1 ? "ANY" : parts[0], path, function, authorizer));
    return this;
  }

  GatewayFixture authorizer(String name, Duration timeToLive, String... sources) {
    authorizers.put(name, new LambdaAuthorizer(name, name, List.of(sources), timeToLive, true));
    return this;
  }

  GatewayFixture throttle(String routeKey, Throttle throttle) {
    throttles.put(routeKey, throttle);
    return this;
  }

  GatewayFixture cors(Cors configuration) {
    cors = Optional.of(configuration);
    return this;
  }

  GatewayFixture integrationTimeout(Duration timeout) {
    integrationTimeout = timeout;
    return this;
  }

  GatewayFixture authorizerTimeout(Duration timeout) {
    authorizerTimeout = timeout;
    return this;
  }

  /// A function that returns this text.
  GatewayFixture returning(String function, String payload) {
    return function(function, invocation -> finished(payload, false));
  }

  GatewayFixture function(String name, Function<Invocation, InvocationOutcome> body) {
    functions.put(name, body);
    return this;
  }

  static InvocationOutcome finished(String payload, boolean failed) {
    InvocationReport report =
        new InvocationReport("f", "r", Instant.EPOCH, Duration.ZERO, Duration.ZERO, 128, 0, failed);
    return new InvocationOutcome.Finished("r", payload, failed, "$LATEST", "", report);
  }

  void advance(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  /// The events the functions got, in order.
  List<JsonNode> events() {
    return List.copyOf(events);
  }

  List<AccessLogEntry> log() {
    return List.copyOf(log);
  }

  HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, new byte[0], headers);
  }

  HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(20));
    request.method(
        method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  String url() throws IOException {
    if (server.isEmpty()) {
      server = Optional.of(start());
    }
    return server.get().url();
  }

  static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    return JSON.readTree(response.body());
  }

  static JsonNode message(String text) {
    return JSON.createObjectNode().put("message", text);
  }

  @Override
  public void close() {
    server.ifPresent(HttpApiServer::close);
    client.close();
  }

  private HttpApiServer start() throws IOException {
    Map<String, FunctionTarget> targets = new HashMap<>();
    routes.forEach(
        route -> targets.put(route.functionLogicalId(), target(route.functionLogicalId())));
    authorizers.keySet().forEach(name -> targets.put(name, target(name)));
    HttpApi api =
        new HttpApi(
            "Api",
            "abc123",
            routes,
            authorizers,
            cors,
            Optional.empty(),
            throttles,
            Optional.empty());
    HttpApiSettings settings =
        new HttpApiSettings(
            "eu-west-1",
            "000000000000",
            targets,
            now::get,
            new SecureRandom(),
            integrationTimeout,
            authorizerTimeout);
    return new HttpApiServer(api, settings, this::run, log::add, 0);
  }

  private static FunctionTarget target(String name) {
    return new FunctionTarget(name, "live");
  }

  private InvocationOutcome run(Invocation invocation) {
    try {
      events.add(JSON.readTree(invocation.payload()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
    return functions
        .getOrDefault(invocation.function(), any -> finished(EMPTY_ANSWER, false))
        .apply(invocation);
  }
}
