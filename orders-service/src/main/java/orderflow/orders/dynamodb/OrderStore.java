package orderflow.orders.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Fence;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.Order;
import orderflow.orders.domain.OrderChange;
import orderflow.orders.domain.OrderLine;
import orderflow.orders.domain.Product;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Orders with their history. Every change is one transaction of order, history entry, idempotency
/// marker and stock: all of them or none.
public final class OrderStore {
  private static final int MARKER = 0;
  private static final int ORDER = 1;
  private static final int STOCK = 3;

  private final Reads reads;
  private final Actions actions;
  private final Transactions transactions;

  public OrderStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.reads = new Reads(client, table, random);
    this.actions = new Actions(table);
    this.transactions = new Transactions(client, random);
  }

  /// What an order is about to be placed with.
  public record Wanted(Attempt attempt, Claim claim, Set<String> skus) {
    public Wanted {
      skus = Set.copyOf(skus);
    }

    private List<Map<String, AttributeValue>> keys() {
      List<Map<String, AttributeValue>> keys = new ArrayList<>();
      keys.add(attempt.key());
      claim.key().ifPresent(keys::add);
      skus.forEach(sku -> keys.add(Keys.product(sku)));
      return keys;
    }
  }

  /// Reads marker, products and who holds the reference of each order, strongly, all at once. The
  /// results are in the order of what is wanted.
  public List<Commit.Start> start(List<Wanted> orders) {
    var items =
        reads.getAll(orders.stream().flatMap(wanted -> wanted.keys().stream()).distinct().toList());
    return orders.stream().map(wanted -> start(wanted, items)).toList();
  }

  private static Commit.Start start(
      Wanted wanted, Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items) {
    Map<String, Product> catalogue = new HashMap<>();
    for (String sku : wanted.skus()) {
      Optional.ofNullable(items.get(Keys.product(sku)))
          .ifPresent(item -> catalogue.put(sku, ProductItems.read(item)));
    }
    Optional<String> holder =
        wanted.claim().key().flatMap(key -> Optional.ofNullable(items.get(key))).map(Claim::holder);
    return new Commit.Start(markerIn(wanted.attempt(), items), holder, catalogue);
  }

  /// What one strong read gives before an order changes.
  public record Found(Marker marker, Optional<Order> order) {}

  /// Reads marker and order in one strong batch.
  public Found find(Attempt attempt, String customerId, String orderId) {
    Map<String, AttributeValue> key = Keys.order(customerId, orderId);
    var items = reads.getAll(List.of(attempt.key(), key));
    return new Found(
        markerIn(attempt, items), Optional.ofNullable(items.get(key)).map(OrderItems::read));
  }

  public Optional<Order> find(String customerId, String orderId) {
    return Optional.of(reads.get(Keys.order(customerId, orderId)))
        .filter(item -> !item.isEmpty())
        .map(OrderItems::read);
  }

  /// Whose an order is, by a strong read of its first history entry.
  public Optional<String> customerOf(String orderId) {
    return OrderItems.customerOf(reads.get(Keys.event(orderId, 1)));
  }

  /// Writes a new order, takes its pieces from stock and claims its reference. It is stale when the
  /// reference has been claimed meanwhile.
  public Commit place(
      Attempt attempt, Claim claim, OrderChange.Made made, Answer answer, Deadline deadline) {
    List<OrderLine> lines = made.order().lines();
    List<TransactWriteItem> all = new ArrayList<>();
    all.add(actions.mark(attempt, answer));
    all.add(actions.create(OrderItems.write(made.order())));
    all.add(actions.create(EventItems.write(made.event())));
    lines.forEach(line -> all.add(actions.move(line.sku(), -line.quantity())));
    claim.item(made.order().id()).ifPresent(item -> all.add(actions.create(item)));
    return switch (transactions.write(all, deadline)) {
      case Transactions.Committed _ -> new Commit.Done();
      case Transactions.Busy _ -> new Commit.Busy();
      case Transactions.Failed(var items) when items.containsKey(MARKER) -> known(attempt, items);
      case Transactions.Failed(var items) ->
          items.containsKey(STOCK + lines.size())
              ? new Commit.Stale()
              : new Commit.TooFew(left(lines, items));
    };
  }

  /// Writes the next version of an order over the one before it and gives pieces back to stock.
  public Commit change(Attempt attempt, OrderChange.Made made, Answer answer, Deadline deadline) {
    List<TransactWriteItem> all = new ArrayList<>();
    all.add(actions.mark(attempt, answer));
    all.add(replace(made.order()));
    all.add(actions.create(EventItems.write(made.event())));
    made.restocked().forEach(line -> all.add(actions.move(line.sku(), line.quantity())));
    return switch (transactions.write(all, deadline)) {
      case Transactions.Committed _ -> new Commit.Done();
      case Transactions.Busy _ -> new Commit.Busy();
      case Transactions.Failed(var items) when items.containsKey(MARKER) -> known(attempt, items);
      case Transactions.Failed(var items) when items.containsKey(ORDER) -> new Commit.Stale();
      case Transactions.Failed(var items) ->
          throw new IllegalStateException(
              "order "
                  + made.order().id()
                  + " does not fit its history or stock: "
                  + items.keySet());
    };
  }

  /// Writes the next version of an order over the one before it and gives pieces back to stock,
  /// without a marker: the version alone says whether it was written.
  ///
  /// @param fence of a job's lease, which is in the transaction
  /// @return stale also when the stock is missing, which is for the reconcile job to report: one
  ///   broken order must not keep the others waiting
  public Fenced change(OrderChange.Made made, Optional<Fence> fence, Deadline deadline) {
    List<TransactWriteItem> all = new ArrayList<>();
    all.add(replace(made.order()));
    all.add(actions.create(EventItems.write(made.event())));
    made.restocked().forEach(line -> all.add(actions.move(line.sku(), line.quantity())));
    fence.ifPresent(held -> all.add(held.action()));
    return switch (transactions.write(all, deadline)) {
      case Transactions.Committed _ -> Fenced.DONE;
      case Transactions.Busy _ -> Fenced.BUSY;
      case Transactions.Failed(var items)
          when fence.isPresent() && items.containsKey(all.size() - 1) ->
          Fenced.FENCED;
      case Transactions.Failed _ -> Fenced.STALE;
    };
  }

  /// What went back is held against what was captured once more, so that no two refunds together
  /// pass it whatever they were decided on.
  private TransactWriteItem replace(Order order) {
    Map<String, AttributeValue> item = OrderItems.write(order);
    long refunded = order.settlement().refunded().amount();
    return refunded > 0
        ? actions.replaceRefunded(item, order.version() - 1, refunded)
        : actions.replace(item, order.version() - 1);
  }

  /// How a write without a marker ended.
  public enum Fenced {
    DONE,
    /// Nothing is written: the order is not in the state it was read in.
    STALE,
    /// Nothing is written: other writes were in the way until the tries or the time ran out.
    BUSY,
    /// Nothing is written: a later run of the job has taken over.
    FENCED
  }

  private static Commit known(Attempt attempt, Map<Integer, Map<String, AttributeValue>> items) {
    return new Commit.Known(attempt.read(items.getOrDefault(MARKER, Map.of())));
  }

  private static Map<String, Long> left(
      List<OrderLine> lines, Map<Integer, Map<String, AttributeValue>> items) {
    Map<String, Long> left = new HashMap<>();
    items.forEach((position, item) ->
        left.put(
            lines.get(position - STOCK).sku(),
            item.isEmpty() ? 0 : new Item(item).number("onHand")));
    return left;
  }

  private static Marker markerIn(
      Attempt attempt, Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items) {
    return attempt.read(items.getOrDefault(attempt.key(), Map.of()));
  }
}
