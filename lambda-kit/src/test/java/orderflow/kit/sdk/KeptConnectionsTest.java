package orderflow.kit.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A store that answers only when all calls of a round have come, so that each has a connection.
final class KeptConnectionsTest {
  private static final int CALLS = 8;
  private static final byte[] NO_ITEM = "{}".getBytes(StandardCharsets.UTF_8);

  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
  private final CyclicBarrier round = new CyclicBarrier(CALLS);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer store;

  @BeforeEach
  void start() throws IOException {
    store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.setExecutor(threads);
    store.createContext("/", this::answer);
    store.start();
  }

  @AfterEach
  void stop() {
    store.stop(0);
    threads.close();
  }

  /// The JDK keeps five connections to a host unless told otherwise: of eight calls at once, three
  /// would pay for a new one in each round.
  @Test
  void eight_calls_at_once_use_the_same_connections_in_each_round() {
    try (DynamoDbClient client = client()) {
      for (int i = 0; i < 3; i++) {
        askAtOnce(client);
      }
    }
    assertThat(connections).hasSize(CALLS);
  }

  private static void askAtOnce(DynamoDbClient client) {
    Concurrently.map(
        IntStream.range(0, CALLS).boxed().toList(),
        _ -> client.getItem(read -> read.tableName("any").key(Map.of())));
  }

  private DynamoDbClient client() {
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
