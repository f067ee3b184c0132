package orderflow.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.command.ItemResult;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;

/// Plays the Lambda API with the commands function of the orders service behind it: products and
/// orders in memory, one effect a key, and faults in the order in which they are planned. Events
/// that are sent without waiting are kept.
final class OrdersPlayed implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<Fault> planned = new ArrayDeque<>();
  private final List<Fault> happened = new ArrayList<>();
  private final Map<String, Json> products = new HashMap<>();
  private final Map<String, String> orders = new HashMap<>();
  private final Map<String, ItemResult> answers = new HashMap<>();
  private final List<Json> sentEvents = new ArrayList<>();
  private int invocations;
  private int effects;
  private int largestBatch;

  /// What goes wrong with an invocation.
  enum Fault {
    /// 429; nothing runs.
    THROTTLED,
    /// Everything is carried out, and the answer is lost.
    ANSWER_LOST,
    /// The function answers that it threw; half of the items had been carried out.
    CRASHED,
    /// Every second item failed and may be sent again.
    ITEMS_FAILED
  }

  private OrdersPlayed(HttpServer server) {
    this.server = server;
  }

  static OrdersPlayed start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      OrdersPlayed orders = new OrdersPlayed(server);
      server.setExecutor(orders.threads);
      server.createContext("/", orders::serve);
      server.start();
      return orders;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized void plan(Fault... faults) {
    planned.addAll(List.of(faults));
  }

  /// Faults that did happen.
  synchronized List<Fault> happened() {
    return List.copyOf(happened);
  }

  synchronized int invocations() {
    return invocations;
  }

  /// Items that changed something.
  synchronized int effects() {
    return effects;
  }

  synchronized int largestBatch() {
    return largestBatch;
  }

  synchronized Map<String, Json> products() {
    return Map.copyOf(products);
  }

  synchronized Map<String, String> orders() {
    return Map.copyOf(orders);
  }

  /// The event that was sent without waiting, once.
  synchronized Optional<Json> takeSentEvent() {
    return sentEvents.isEmpty() ? Optional.empty() : Optional.of(sentEvents.removeFirst());
  }

  private synchronized void serve(HttpExchange exchange) throws IOException {
    Json body = JsonReader.readTrusted(exchange.getRequestBody().readAllBytes());
    if ("Event".equals(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"))) {
      sentEvents.add(body);
      send(exchange, 202, "");
      return;
    }
    invocations++;
    Fault fault = planned.poll();
    if (fault != null) {
      happened.add(fault);
    }
    CommandEvent event = ((Decoded.Valid<CommandEvent>) CommandEvent.read(body)).value();
    largestBatch = Math.max(largestBatch, event.items().size());
    answer(exchange, event, Optional.ofNullable(fault));
  }

  private void answer(HttpExchange exchange, CommandEvent event, Optional<Fault> fault)
      throws IOException {
    if (fault.isEmpty()) {
      send(exchange, 200, text(all(event, event.items().size(), false)));
      return;
    }
    switch (fault.get()) {
      case THROTTLED -> send(exchange, 429, "{\"message\":\"Rate Exceeded.\"}");
      case ANSWER_LOST -> {
        all(event, event.items().size(), false);
        send(exchange, 500, "{\"message\":\"lost\"}");
      }
      case CRASHED -> {
        all(event, event.items().size() / 2, false);
        exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
        send(exchange, 200, "{\"errorMessage\":\"Task timed out after 3.00 seconds\"}");
      }
      case ITEMS_FAILED -> send(exchange, 200, text(all(event, event.items().size(), true)));
    }
  }

  private CommandReply all(CommandEvent event, int count, boolean everySecondFails) {
    List<ItemResult> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Json.Obj item = (Json.Obj) event.items().get(i);
      results.add(
          everySecondFails && i % 2 == 1
              ? ItemResult.failed("service_unavailable", "send it again")
              : once(event.command(), item));
    }
    return new CommandReply(results);
  }

  private ItemResult once(String command, Json.Obj item) {
    String key = member(item, "key");
    ItemResult known = answers.get(key);
    if (known != null) {
      return known;
    }
    ItemResult result = command.equals("UpsertProducts") ? upsert(item) : place(item);
    answers.put(key, result);
    return result;
  }

  private ItemResult upsert(Json.Obj item) {
    Json.Builder values = Json.object();
    item.members().entrySet().stream()
        .filter(member -> !member.getKey().equals("key"))
        .forEach(member -> values.with(member.getKey(), member.getValue()));
    Json now = values.build();
    Json before = products.put(member(item, "sku"), now);
    if (now.equals(before)) {
      return changed("unchanged");
    }
    effects++;
    return changed(before == null ? "created" : "updated");
  }

  private ItemResult place(Json.Obj item) {
    if (member(item, "reference").contains("refuse")) {
      return ItemResult.refused("unknown_product", "the catalogue has no: NONE");
    }
    String order = member(item, "customerId") + " " + member(item, "reference");
    if (orders.putIfAbsent(order, member(item, "key")) != null) {
      return changed("duplicate");
    }
    effects++;
    return changed("created");
  }

  private static ItemResult changed(String how) {
    return ItemResult.ok(Json.object().with("change", how).build());
  }

  private static String member(Json.Obj item, String name) {
    return ((Json.Str) item.get(name).orElseThrow()).value();
  }

  private static String text(CommandReply reply) {
    return new String(JsonWriter.write(reply.toJson()), UTF_8);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a request is still being served");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
