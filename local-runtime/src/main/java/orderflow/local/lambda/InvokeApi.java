package orderflow.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Lambda Invoke API over HTTP (`POST /2015-03-31/functions/NAME/invocations`), as the AWS SDKs
/// and the AWS CLI speak it. Signatures are not checked: it listens on this machine only.
public final class InvokeApi implements AutoCloseable {

  private static final Pattern PATH =
      Pattern.compile("/2015-03-31/functions/(?<name>[^/]+)/invocations");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final LambdaService lambda;
  private final AsyncQueue events;
  private final BiFunction<String, String, Optional<String>> permissions;
  private final LoopbackServer server;

  /// Starts the API for callers that may invoke everything.
  ///
  /// @param events takes what is invoked with type Event
  /// @param port 0 for a free one
  /// @throws IOException if the port is in use
  public InvokeApi(LambdaService lambda, AsyncQueue events, int port) throws IOException {
    this(lambda, events, (caller, arn) -> Optional.empty(), port);
  }

  /// Starts the API.
  ///
  /// @param events takes what is invoked with type Event
  /// @param permissions why a caller (the name in its session token, empty from outside) may not
  ///   invoke the function of an ARN; empty when it may
  /// @param port 0 for a free one
  /// @throws IOException if the port is in use
  public InvokeApi(
      LambdaService lambda,
      AsyncQueue events,
      BiFunction<String, String, Optional<String>> permissions,
      int port)
      throws IOException {
    this.lambda = lambda;
    this.events = events;
    this.permissions = permissions;
    this.server = LoopbackServer.start(port, this::handle);
  }

  /// Where it listens.
  public String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Matcher path = PATH.matcher(exchange.getRequestURI().getRawPath());
      if (!path.matches() || !exchange.getRequestMethod().equals("POST")) {
        InvokeAnswer.refuse(
            exchange,
            new InvocationOutcome.Refused(
                404, "UnknownOperationException", "Only the Invoke operation is served here"));
        return;
      }
      invoke(exchange, URLDecoder.decode(path.group("name"), StandardCharsets.UTF_8));
    }
  }

  private void invoke(HttpExchange exchange, String name) throws IOException {
    String payload = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Optional<FunctionName> parsed = FunctionName.parse(name);
    if (parsed.isEmpty()) {
      InvokeAnswer.refuse(exchange, Refusals.invalidParameter("No function name or ARN: " + name));
      return;
    }
    Invocation invocation;
    try {
      invocation = invocation(exchange, parsed.get(), payload);
    } catch (IllegalArgumentException e) {
      InvokeAnswer.refuse(exchange, Refusals.badContent("X-Amz-Client-Context is not base64"));
      return;
    }
    answer(exchange, invocation);
  }

  private static Invocation invocation(
      HttpExchange exchange, FunctionName function, String payload) {
    return new Invocation(
        function.name(),
        query(exchange, "Qualifier").orElse(function.qualifier()),
        payload.isEmpty() ? "{}" : payload,
        header(exchange, "X-Amzn-Trace-Id", ""),
        decoded(header(exchange, "X-Amz-Client-Context", "")));
  }

  private void answer(HttpExchange exchange, Invocation invocation) throws IOException {
    Optional<InvocationOutcome.Refused> refusal =
        forbidden(exchange, invocation)
            .or(() -> lambda.refusal(invocation))
            .or(() -> malformed(invocation.payload()));
    if (refusal.isPresent()) {
      InvokeAnswer.refuse(exchange, refusal.get());
      return;
    }
    switch (header(exchange, "X-Amz-Invocation-Type", "RequestResponse")) {
      case "RequestResponse" ->
          InvokeAnswer.send(exchange, lambda.invoke(invocation), wantsTail(exchange));
      case "DryRun" -> exchange.sendResponseHeaders(204, -1);
      case "Event" -> accept(exchange, invocation);
      default -> InvokeAnswer.refuse(exchange, Refusals.invalidParameter("Unknown InvocationType"));
    }
  }

  private void accept(HttpExchange exchange, Invocation invocation) throws IOException {
    if (!PayloadLimit.isWithin(invocation.payload(), PayloadLimit.EVENT_BYTES)) {
      InvokeAnswer.refuse(exchange, Refusals.eventTooLarge(invocation.payload()));
      return;
    }
    try {
      InvokeAnswer.accept(exchange, events.send(invocation));
    } catch (UncheckedIOException e) {
      InvokeAnswer.refuse(
          exchange, Refusals.unavailable("The event cannot be kept: " + e.getMessage()));
    }
  }

  private Optional<InvocationOutcome.Refused> forbidden(
      HttpExchange exchange, Invocation invocation) {
    String arn = lambda.arn(invocation.function(), invocation.qualifier());
    return permissions
        .apply(header(exchange, "X-Amz-Security-Token", ""), arn)
        .map(Refusals::forbidden);
  }

  private static Optional<InvocationOutcome.Refused> malformed(String payload) {
    try {
      JSON.readTree(payload);
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(Refusals.badContent(e.getOriginalMessage()));
    }
  }

  private static boolean wantsTail(HttpExchange exchange) {
    return header(exchange, "X-Amz-Log-Type", "None").equals("Tail");
  }

  private static String header(HttpExchange exchange, String name, String otherwise) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? otherwise : value;
  }

  private static Optional<String> query(HttpExchange exchange, String name) {
    String query = exchange.getRequestURI().getQuery();
    return Pattern.compile("&")
        .splitAsStream(query == null ? "" : query)
        .filter(parameter -> parameter.startsWith(name + "="))
        .map(parameter -> parameter.substring(name.length() + 1))
        .findFirst();
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
