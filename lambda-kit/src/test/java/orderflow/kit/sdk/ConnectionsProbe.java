package orderflow.kit.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.dynamodb.DynamoDbClients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Asks a store for eight items at once, three times, and writes down how many connections it took.
/// The store answers only when all calls of a round have come, so that each has a connection.
final class ConnectionsProbe {
  private static final int CALLS = 8;
  private static final int ROUNDS = 3;
  private static final byte[] NO_ITEM = "{}".getBytes(StandardCharsets.UTF_8);

  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
  private final CyclicBarrier round = new CyclicBarrier(CALLS);

  private ConnectionsProbe() {}

  /// Runs the probe.
  ///
  /// @param arguments the file to write to
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), Integer.toString(new ConnectionsProbe().count()));
  }

  private int count() throws IOException {
    HttpServer store =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        DynamoDbClient client = client(store)) {
      store.setExecutor(threads);
      store.createContext("/", this::answer);
      store.start();
      for (int i = 0; i < ROUNDS; i++) {
        askAtOnce(client);
      }
    } finally {
      store.stop(0);
    }
    return connections.size();
  }

  private static void askAtOnce(DynamoDbClient client) {
    Concurrently.map(
        IntStream.range(0, CALLS).boxed().toList(),
        _ -> client.getItem(read -> read.tableName("any").key(Map.of())));
  }

  private static DynamoDbClient client(HttpServer store) {
    return DynamoDbClients.create(
        Map.of(
            "AWS_REGION",
            "eu-west-1",
            "AWS_ENDPOINT_URL_DYNAMODB",
            "http://127.0.0.1:" + store.getAddress().getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    connections.add(exchange.getRemoteAddress());
    exchange.getRequestBody().readAllBytes();
    awaitTheOthers();
    exchange.sendResponseHeaders(200, NO_ITEM.length);
    try (exchange) {
      exchange.getResponseBody().write(NO_ITEM);
    }
  }

  private void awaitTheOthers() {
    try {
      round.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("the calls did not come at once", e);
    }
  }
}
