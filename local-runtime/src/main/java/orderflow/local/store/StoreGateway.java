package orderflow.local.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import orderflow.local.lambda.LoopbackServer;
import orderflow.local.template.Table;

/// Stands before DynamoDB. A function is known by its session token and held to its policy; a
/// caller without one is not restricted. Requests and answers are otherwise passed on unchanged.
public final class StoreGateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Upstream upstream;
  private final AccessRules rules;
  private final Map<String, Table> tables;
  private final StoreFaults<Fault> faults = new StoreFaults<>();
  private final LoopbackServer server;

  /// Starts the gateway.
  ///
  /// @param tables whose keys conditions of policies are compared with
  /// @param port 0 for a free one
  /// @throws IOException if the port is in use
  public StoreGateway(URI upstream, AccessRules rules, Collection<Table> tables, int port)
      throws IOException {
    this.upstream = new Upstream(upstream);
    this.rules = rules;
    this.tables = tables.stream().collect(Collectors.toMap(Table::name, table -> table));
    this.server = LoopbackServer.start(port, this::handle);
  }

  public String url() {
    return server.url();
  }

  /// What tests plant into this gateway, and the count of its calls.
  public StoreFaults<Fault> faults() {
    return faults;
  }

  @Override
  public void close() {
    server.close();
    faults.clear();
    upstream.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Optional<StoreAnswer> answer = answer(exchange, body);
      if (answer.isPresent()) {
        answer.get().send(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Empty when the caller's connection is to be closed without an answer.
  private Optional<StoreAnswer> answer(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    String target = header(exchange, "X-Amz-Target");
    if (!target.startsWith("DynamoDB_")) {
      return Optional.of(upstream.send(exchange, body));
    }
    String operation = StoreCall.operation(target);
    StoreCall call;
    try {
      call = StoreCall.of(operation, JSON.readTree(body), tables);
    } catch (JsonProcessingException e) {
      return Optional.of(upstream.send(exchange, body));
    }
    String caller = header(exchange, "X-Amz-Security-Token");
    Optional<StoreAnswer> refusal =
        rules
            .refusal(caller, call.asSeenByIam())
            .map(StoreAnswer::denied)
            .or(() -> invalid(operation, call));
    if (refusal.isPresent()) {
      return refusal;
    }
    return carryOut(exchange, body, call, faults.register(caller, operation, call.resources()));
  }

  private Optional<StoreAnswer> carryOut(
      HttpExchange exchange, byte[] body, StoreCall call, StoreRequest request)
      throws IOException, InterruptedException {
    Optional<Fault> fault = faults.take(request);
    if (fault.isPresent() && fault.get() != Fault.LOSE_ANSWER) {
      return refused(fault.get(), call, request);
    }
    faults.runBefore(request);
    StoreAnswer answer = upstream.send(exchange, body);
    faults.runAfter(request);
    return fault.isPresent() ? Optional.empty() : Optional.of(answer);
  }

  private Optional<StoreAnswer> refused(Fault fault, StoreCall call, StoreRequest request)
      throws InterruptedException {
    return switch (fault) {
      case CONFLICT ->
          Optional.of(StoreAnswer.conflict(request.operation(), call.accesses().size()));
      case THROTTLE -> Optional.of(StoreAnswer.throttled());
      case SERVER_ERROR -> Optional.of(StoreAnswer.failed());
      case HANG -> {
        faults.hang();
        yield Optional.empty();
      }
      case LOSE_ANSWER -> Optional.empty();
    };
  }

  /// DynamoDB Local evaluates conditions instead of refusing, which the service does.
  private static Optional<StoreAnswer> invalid(String operation, StoreCall call) {
    return operation.startsWith("Transact") && call.touchesAnItemTwice()
        ? Optional.of(
            StoreAnswer.invalid(
                "Transaction request cannot include multiple operations on one item"))
        : Optional.empty();
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }
}
