package orderflow.orders.dynamodb;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import orderflow.kit.dynamodb.Item;
import orderflow.orders.domain.Order;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.domain.StockAccount;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// Reads the whole table, part by part, strongly consistent: the only scan there is, for comparing
/// the books. An item that cannot be read is passed on as such, as finding those is the purpose.
public final class LedgerReader {
  private static final int PART = 500;

  private final DynamoDbClient client;
  private final String table;
  private final Reads reads;

  public LedgerReader(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.reads = new Reads(client, table, random);
  }

  /// Where a scan goes on: after this key.
  public record Position(String pk, String sk) {}

  /// A history entry as far as its key tells.
  ///
  /// @param eventId empty if the item has none
  /// @param occurredAt the beginning of time if the item does not say
  public record Entry(String orderId, long sequence, String eventId, Instant occurredAt) {}

  /// A part of the table.
  ///
  /// @param unreadable keys of orders that cannot be read
  /// @param next where to go on, nothing at the end
  public record Part(
      List<String> skus,
      List<Order> orders,
      List<Entry> events,
      List<String> unreadable,
      Optional<Position> next) {
    public Part {
      skus = List.copyOf(skus);
      orders = List.copyOf(orders);
      events = List.copyOf(events);
      unreadable = List.copyOf(unreadable);
    }
  }

  /// The next five hundred items of whatever kind.
  public Part part(Optional<Position> after) {
    return scan(after, ScanRequest.builder().limit(PART));
  }

  /// The orders of the next megabyte.
  public Part orders(Optional<Position> after) {
    return scan(
        after,
        ScanRequest.builder()
            .filterExpression("begins_with(pk, :customer) AND begins_with(sk, :order)")
            .expressionAttributeValues(
                Map.of(
                    ":customer", Keys.text(Keys.customer("")),
                    ":order", Keys.text(Keys.ORDER_PREFIX))));
  }

  private Part scan(Optional<Position> after, ScanRequest.Builder request) {
    request.tableName(table).consistentRead(true);
    after.ifPresent(key -> request.exclusiveStartKey(Keys.key(key.pk(), key.sk())));
    ScanResponse response = client.scan(request.build());
    Parts parts = new Parts();
    response.items().forEach(parts::add);
    return new Part(
        parts.skus,
        parts.orders,
        parts.events,
        parts.unreadable,
        Optional.of(response.lastEvaluatedKey())
            .filter(key -> !key.isEmpty())
            .map(Item::new)
            .map(key -> new Position(key.text("pk"), key.text("sk"))));
  }

  private static final class Parts {
    private final List<String> skus = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<Entry> events = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    private void add(Map<String, AttributeValue> attributes) {
      Item item = new Item(attributes);
      String pk = item.text("pk");
      String sk = item.text("sk");
      if (pk.startsWith(Keys.PRODUCT_PREFIX) && sk.equals("PRODUCT")) {
        skus.add(pk.substring(Keys.PRODUCT_PREFIX.length()));
      } else if (pk.startsWith(Keys.ORDER_PREFIX) && sk.startsWith(Keys.EVENT_PREFIX)) {
        events.add(entry(item, pk, sk));
      } else if (sk.startsWith(Keys.ORDER_PREFIX)) {
        readable(attributes, OrderItems::read)
            .ifPresentOrElse(orders::add, () -> unreadable.add(sk));
      }
    }

    private static Entry entry(Item item, String pk, String sk) {
      boolean timed = item.attributes().containsKey("occurredAt");
      return new Entry(
          pk.substring(Keys.ORDER_PREFIX.length()),
          Long.parseLong(sk.substring(Keys.EVENT_PREFIX.length())),
          item.optionalText("id").orElse(""),
          timed ? item.time("occurredAt") : Instant.EPOCH);
    }
  }

  /// The histories of orders up to their versions, by order and sequence; an entry that is missing
  /// or cannot be read is not in it.
  public Map<String, List<OrderEvent>> histories(List<Order> orders) {
    List<Map<String, AttributeValue>> keys =
        orders.stream()
            .flatMap(order ->
                LongStream.rangeClosed(1, order.version())
                    .mapToObj(sequence -> Keys.event(order.id(), sequence)))
            .toList();
    var items = reads.getAll(keys);
    Map<String, List<OrderEvent>> histories = new HashMap<>();
    orders.forEach(order -> histories.put(order.id(), new ArrayList<>()));
    keys.stream()
        .flatMap(key -> Optional.ofNullable(items.get(key)).stream())
        .flatMap(item -> readable(item, EventItems::read).stream())
        .forEach(
            event -> histories.computeIfAbsent(event.orderId(), _ -> new ArrayList<>()).add(event));
    return histories;
  }

  /// Opens the accounts of products: the stock first, its adjustments after it, so that one that
  /// comes in between shows in the moves. A product without stock has none.
  public Map<String, StockAccount> accounts(List<String> skus) {
    Map<String, Item> stocks = stocks(skus);
    var products = reads.getAll(skus.stream().map(Keys::product).toList());
    Map<String, StockAccount> accounts = new HashMap<>();
    stocks.forEach((sku, stock) ->
        Optional.ofNullable(products.get(Keys.product(sku)))
            .map(ProductItems::read)
            .ifPresent(product ->
                accounts.put(
                    sku,
                    new StockAccount(
                        stock.number("onHand"),
                        moves(stock),
                        product.initialStock() + adjusted(sku),
                        0))));
    return accounts;
  }

  /// How often stocks have been moved by now.
  public Map<String, Long> moves(List<String> skus) {
    Map<String, Long> moves = new HashMap<>();
    stocks(skus).forEach((sku, stock) -> moves.put(sku, moves(stock)));
    return moves;
  }

  private Map<String, Item> stocks(List<String> skus) {
    var items = reads.getAll(skus.stream().map(Keys::stock).toList());
    Map<String, Item> stocks = new HashMap<>();
    skus.forEach(sku ->
        Optional.ofNullable(items.get(Keys.stock(sku)))
            .ifPresent(item -> stocks.put(sku, new Item(item))));
    return stocks;
  }

  private static long moves(Item stock) {
    return stock.attributes().containsKey("moves") ? stock.number("moves") : 0;
  }

  private long adjusted(String sku) {
    return client
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :adjustment)")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", Keys.text(Keys.PRODUCT_PREFIX + sku),
                        ":adjustment", Keys.text(Keys.ADJUSTMENT_PREFIX)))
                .consistentRead(true))
        .items()
        .stream()
        .mapToLong(item -> new Item(item).number("delta"))
        .sum();
  }

  private static <T> Optional<T> readable(
      Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, T> reader) {
    try {
      return Optional.of(reader.apply(item));
    } catch (IllegalStateException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
