package orderflow.benchmarks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import orderflow.kit.dynamodb.DynamoDbClients;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// What the orders service adds to its store calls: placing and reading an order, warm, beside the
/// bare calls that it makes, from the same process with the same client. Interleaved, in an order
/// that changes each round. Arguments: rounds (default 1,000).
public final class OrderOverhead {
  private static final String SKU = "MUG";
  private static final int WARM_UP = 1_500;

  private final OrdersService service;
  private final DynamoDbClient client;
  private final TransactWriteItemsRequest transaction;
  private final BatchGetItemRequest read;
  private final GetItemRequest get;
  private final String orderId;

  private OrderOverhead(OrdersService service, DynamoDbClient client, PrintStream out) {
    this.service = service;
    this.client = client;
    StoreCalls.begin();
    this.orderId = AuthService.member(service.place(SKU, key()), "id");
    List<SdkRequest> placing = StoreCalls.end();
    StoreCalls.begin();
    service.get(orderId);
    List<SdkRequest> reading = StoreCalls.end();
    out.println("OrderOverhead: " + Machine.text());
    out.println("  store calls of a creation: " + names(placing) + " (goal 1 read, 1 transaction)");
    out.println("  store calls of a read: " + names(reading));
    this.read = only(placing, BatchGetItemRequest.class);
    this.transaction = only(placing, TransactWriteItemsRequest.class);
    this.get = only(reading, GetItemRequest.class);
  }

  /// What is measured.
  private enum Kind {
    CREATE("create"),
    TRANSACTION("bare transaction of it"),
    READ("bare read of it"),
    GET("get"),
    ITEM("bare read of it");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    PrintStream out = AuthService.silence();
    try (Store store = Store.start();
        DynamoDbClient client =
            DynamoDbClients.create(
                Map.of(
                    "AWS_REGION",
                    "eu-west-1",
                    "AWS_ENDPOINT_URL_DYNAMODB",
                    store.endpoint().toString()))) {
      OrdersService service = new OrdersService(store);
      service.product(SKU);
      new OrderOverhead(service, client, out).measure(out, rounds);
    }
    System.exit(0);
  }

  private void measure(PrintStream out, int rounds) {
    Kind[] kinds = Kind.values();
    Map<Kind, List<Long>> nanos = new EnumMap<>(Kind.class);
    for (int round = -WARM_UP; round < rounds; round++) {
      for (int i = 0; i < kinds.length; i++) {
        Kind kind = kinds[Math.floorMod(i + round, kinds.length)];
        long took = nanos(kind);
        if (round >= 0) {
          nanos.computeIfAbsent(kind, _ -> new ArrayList<>()).add(took);
        }
      }
    }
    report(out, nanos);
  }

  private static void report(PrintStream out, Map<Kind, List<Long>> nanos) {
    Map<Kind, Durations> times = new EnumMap<>(Kind.class);
    nanos.forEach((kind, all) -> times.put(kind, Durations.of(all)));
    times.forEach((kind, all) ->
        out.printf(
            "  %-22s p50 %.2f ms, p99 %.2f ms%n", kind.text, all.millis(0.5), all.millis(0.99)));
    double calls = p50(times, Kind.TRANSACTION) + p50(times, Kind.READ);
    out.printf(
        "  create: %.2f ms more than its transaction, %.2f ms more than its two calls (goal 1.5)%n",
        p50(times, Kind.CREATE) - p50(times, Kind.TRANSACTION), p50(times, Kind.CREATE) - calls);
    out.printf(
        "  get: %.2f ms more than its call (goal 1.5)%n",
        p50(times, Kind.GET) - p50(times, Kind.ITEM));
  }

  private static double p50(Map<Kind, Durations> times, Kind kind) {
    Durations all = times.get(kind);
    if (all == null) {
      throw new IllegalStateException(kind + " was not measured");
    }
    return all.millis(0.5);
  }

  private long nanos(Kind kind) {
    TransactWriteItemsRequest fresh = kind == Kind.TRANSACTION ? fresh() : transaction;
    String key = key();
    long start = System.nanoTime();
    Object answer =
        switch (kind) {
          case CREATE -> service.place(SKU, key);
          case TRANSACTION -> client.transactWriteItems(fresh);
          case READ -> client.batchGetItem(read);
          case GET -> service.get(orderId);
          case ITEM -> client.getItem(get);
        };
    long nanos = System.nanoTime() - start;
    if (answer instanceof APIGatewayV2HTTPResponse response && response.getBody().isEmpty()) {
      throw new IllegalStateException("an answer without a body");
    }
    return nanos;
  }

  /// The same transaction for items that are not there yet.
  private TransactWriteItemsRequest fresh() {
    String mark = "#" + key();
    return transaction.toBuilder()
        .clientRequestToken(key())
        .transactItems(
            transaction.transactItems().stream().map(action -> moved(action, mark)).toList())
        .build();
  }

  private static TransactWriteItem moved(TransactWriteItem action, String mark) {
    if (action.put() == null) {
      return action;
    }
    Map<String, AttributeValue> item = new HashMap<>(action.put().item());
    item.compute("pk", (_, pk) -> AttributeValue.fromS((pk == null ? "" : pk.s()) + mark));
    return action.toBuilder().put(action.put().toBuilder().item(item).build()).build();
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static List<String> names(List<SdkRequest> calls) {
    return calls.stream()
        .map(call -> call.getClass().getSimpleName().replace("Request", ""))
        .toList();
  }

  private static <T> T only(List<SdkRequest> calls, Class<T> type) {
    return calls.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }
}
