package orderflow.orders.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.Adjustment;
import orderflow.orders.domain.Product;
import orderflow.orders.domain.StockedProduct;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Products, their stock and its adjustments.
public final class ProductStore {
  /// Less than every SKU.
  private static final String BEFORE_ALL = " ";

  private final DynamoDbClient client;
  private final String table;
  private final Reads reads;
  private final Actions actions;
  private final Transactions transactions;

  public ProductStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.reads = new Reads(client, table, random);
    this.actions = new Actions(table);
    this.transactions = new Transactions(client, random);
  }

  public Optional<StockedProduct> find(String sku) {
    return load(List.of(sku)).stream().findFirst();
  }

  /// What one strong read gives before a product is written under a key.
  public record Found(Marker marker, Optional<StockedProduct> product) {}

  /// Reads marker, product and stock in one strong batch.
  public Found find(Attempt attempt, String sku) {
    return find(Map.of(attempt, sku))
        .getOrDefault(attempt, new Found(new Marker.None(), Optional.empty()));
  }

  /// Reads marker, product and stock of many attempts at once.
  ///
  /// @param skus by attempt
  public Map<Attempt, Found> find(Map<Attempt, String> skus) {
    Set<Map<String, AttributeValue>> keys = new LinkedHashSet<>();
    skus.forEach(
        (attempt, sku) -> keys.addAll(List.of(attempt.key(), Keys.product(sku), Keys.stock(sku))));
    var items = reads.getAll(List.copyOf(keys));
    Map<Attempt, Found> found = new HashMap<>();
    skus.forEach((attempt, sku) ->
        found.put(
            attempt,
            new Found(
                attempt.read(items.getOrDefault(attempt.key(), Map.of())), stocked(sku, items))));
    return found;
  }

  /// A product as it is to be, with the marker of the attempt that wants it so.
  public record Write(Attempt attempt, Product product, Answer answer) {}

  /// Writes a product: a first version with its stock, a later one over the one before it.
  public Commit write(Write write, Deadline deadline) {
    return switch (transactions.write(actions(write), deadline)) {
      case Transactions.Committed _ -> new Commit.Done();
      case Transactions.Busy _ -> new Commit.Busy();
      case Transactions.Failed(var items) when items.containsKey(0) ->
          new Commit.Known(write.attempt().read(items.getOrDefault(0, Map.of())));
      case Transactions.Failed _ -> new Commit.Stale();
    };
  }

  /// Divides writes into what one transaction holds each.
  public List<List<Write>> packs(List<Write> writes) {
    List<List<Write>> packs = new ArrayList<>();
    int room = 0;
    for (Write write : writes) {
      int needed = actions(write).size();
      if (needed > room) {
        packs.add(new ArrayList<>());
        room = Transactions.MAX_ACTIONS;
      }
      packs.getLast().add(write);
      room -= needed;
    }
    return packs;
  }

  /// Writes a pack of products in one transaction.
  ///
  /// @param pack of different SKUs under different keys
  /// @return whether all are written; if not, none is, and one of them may be what is in the way of
  ///   the others
  public boolean writeAll(List<Write> pack, Deadline deadline) {
    List<TransactWriteItem> all = pack.stream().flatMap(write -> actions(write).stream()).toList();
    return transactions.write(all, deadline) instanceof Transactions.Committed;
  }

  private List<TransactWriteItem> actions(Write write) {
    Product product = write.product();
    TransactWriteItem marker = actions.mark(write.attempt(), write.answer());
    return product.version() == 1
        ? List.of(
            marker,
            actions.create(ProductItems.write(product)),
            actions.create(ProductItems.stock(product)))
        : List.of(marker, actions.replace(ProductItems.write(product), product.version() - 1));
  }

  /// Writes a product that does not exist yet, with its stock.
  public Commit create(Product product, Deadline deadline) {
    return write(
        List.of(
            actions.create(ProductItems.write(product)),
            actions.create(ProductItems.stock(product))),
        deadline);
  }

  /// Writes the next version of a product over the one before it.
  public Commit replace(Product product, Deadline deadline) {
    return write(
        List.of(actions.replace(ProductItems.write(product), product.version() - 1)), deadline);
  }

  private Commit write(List<TransactWriteItem> all, Deadline deadline) {
    return switch (transactions.write(all, deadline)) {
      case Transactions.Committed _ -> new Commit.Done();
      case Transactions.Busy _ -> new Commit.Busy();
      case Transactions.Failed _ -> new Commit.Stale();
    };
  }

  /// Moves stock by hand, with the marker and an entry of the adjustment history. The stock of a
  /// product exists from its creation on.
  public Commit adjust(Attempt attempt, Adjustment adjustment, Answer answer, Deadline deadline) {
    List<TransactWriteItem> all =
        List.of(
            actions.mark(attempt, answer),
            actions.move(adjustment.sku(), adjustment.delta()),
            actions.create(ProductItems.write(adjustment)));
    return switch (transactions.write(all, deadline)) {
      case Transactions.Committed _ -> new Commit.Done();
      case Transactions.Busy _ -> new Commit.Busy();
      case Transactions.Failed(var items) when items.containsKey(0) ->
          new Commit.Known(attempt.read(items.getOrDefault(0, Map.of())));
      case Transactions.Failed(var items) ->
          items.getOrDefault(1, Map.of()).isEmpty()
              ? new Commit.Stale()
              : new Commit.TooFew(
                  Map.of(
                      adjustment.sku(),
                      new Item(items.getOrDefault(1, Map.of())).number("onHand")));
    };
  }

  /// Active products, shard by shard, by SKU within one. All shards that may be needed are asked at
  /// once: one after another, a small catalogue would cost a round trip each.
  ///
  /// @param after `shard/sku` of the last product of the page before
  public Page<StockedProduct> page(int limit, Optional<String> after) {
    List<StockedProduct> found = new ArrayList<>();
    Optional<String> position = after;
    boolean more = true;
    while (more && found.size() <= limit) {
      int wanted = limit + 1 - found.size();
      List<String> skus = skus(position, wanted);
      load(skus).stream().filter(entry -> entry.product().active()).forEach(found::add);
      more = skus.size() == wanted;
      position = more ? Optional.of(position(skus.getLast())) : position;
    }
    return Page.of(found, limit, entry -> position(entry.product().sku()));
  }

  private static String position(String sku) {
    return Keys.shard(sku, Keys.CATALOGUE_SHARDS) + "/" + sku;
  }

  private List<String> skus(Optional<String> position, int wanted) {
    int first = position.map(text -> Integer.parseInt(text.substring(0, 1))).orElse(0);
    String after = position.map(text -> text.substring(2)).orElse(BEFORE_ALL);
    List<Integer> shards = IntStream.range(first, Keys.CATALOGUE_SHARDS).boxed().toList();
    return Concurrently.map(
            shards, shard -> skus(shard, shard == first ? after : BEFORE_ALL, wanted))
        .stream()
        .flatMap(List::stream)
        .limit(wanted)
        .toList();
  }

  private List<String> skus(int shard, String after, int wanted) {
    return client
        .query(query ->
            query
                .tableName(table)
                .indexName("gsi2")
                .keyConditionExpression("gsi2pk = :pk AND gsi2sk > :after")
                .expressionAttributeValues(
                    Map.of(":pk", Keys.text(Keys.catalogue(shard)), ":after", Keys.text(after)))
                .limit(wanted))
        .items()
        .stream()
        .map(item -> Objects.requireNonNull(item.get("gsi2sk")).s())
        .toList();
  }

  /// The adjustments of a product, newest first.
  ///
  /// @param before id of the last adjustment of the page before
  public Page<Adjustment> adjustments(String sku, int limit, Optional<String> before) {
    Map<String, AttributeValue> key = Keys.adjustment(sku, before.orElse("~"));
    List<Adjustment> found =
        client
            .query(query ->
                query
                    .tableName(table)
                    .keyConditionExpression("pk = :pk AND sk BETWEEN :low AND :high")
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", Objects.requireNonNull(key.get("pk")),
                            ":low", Keys.text(Keys.ADJUSTMENT_PREFIX),
                            ":high", Objects.requireNonNull(key.get("sk"))))
                    .consistentRead(true)
                    .scanIndexForward(false)
                    .limit(limit + 2))
            .items()
            .stream()
            .map(ProductItems::readAdjustment)
            .filter(adjustment -> !before.filter(adjustment.id()::equals).isPresent())
            .toList();
    return Page.of(found.subList(0, Math.min(found.size(), limit + 1)), limit, Adjustment::id);
  }

  private List<StockedProduct> load(List<String> skus) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    skus.forEach(sku -> keys.add(Keys.product(sku)));
    skus.forEach(sku -> keys.add(Keys.stock(sku)));
    var items = reads.getAll(keys);
    return skus.stream().flatMap(sku -> stocked(sku, items).stream()).toList();
  }

  private static Optional<StockedProduct> stocked(
      String sku, Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items) {
    Optional<Item> stock = Optional.ofNullable(items.get(Keys.stock(sku))).map(Item::new);
    return Optional.ofNullable(items.get(Keys.product(sku)))
        .map(ProductItems::read)
        .flatMap(product -> stock.map(item -> new StockedProduct(product, item.number("onHand"))));
  }
}
