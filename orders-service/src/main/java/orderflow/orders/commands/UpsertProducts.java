package orderflow.orders.commands;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderflow.kit.command.ItemResult;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Attempts;
import orderflow.kit.http.Outage;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.Shape;
import orderflow.kit.json.Text;
import orderflow.kit.time.Deadline;
import orderflow.model.Money;
import orderflow.orders.application.Outcome;
import orderflow.orders.application.SaveProduct;
import orderflow.orders.application.UpsertProduct;
import orderflow.orders.domain.Product;
import orderflow.orders.domain.ProductValues;
import orderflow.orders.domain.StockedProduct;
import orderflow.orders.dynamodb.ProductStore;

/// Items of `UpsertProducts`: `{"key"?, "sku", "name", "price", "stock"?, "active"}`. The same item
/// again is `unchanged`; under the same key it has no effect and gets the first result, for two
/// days, so that a batch sent again neither counts twice nor undoes what came after it.
final class UpsertProducts {
  private static final String NAME = "UpsertProducts";
  private static final long MAX_PIECES = 1_000_000_000;

  private record Item(Optional<String> key, SaveProduct.Request request) {}

  private static final Shape<Item> ITEM =
      fields -> {
        Field<String> key = fields.optionalText("key", Text.upTo(255));
        Field<String> sku =
            fields.text("sku", Text.matching(Product.SKU_FORM, Product.MAX_SKU_LENGTH, "a SKU"));
        Field<String> name = fields.text("name", Text.upTo(200));
        Field<Money> price = fields.money("price", 0);
        Field<Long> stock = fields.optionalInteger("stock", 0, MAX_PIECES);
        Field<Boolean> active = fields.bool("active");
        return () ->
            new Item(
                key.optional(),
                new SaveProduct.Request(
                    sku.get(),
                    new ProductValues(name.get(), price.get(), active.get()),
                    stock.optional()));
      };

  private final SaveProduct save;
  private final UpsertProduct upsert;
  private final Attempts attempts;

  UpsertProducts(SaveProduct save, UpsertProduct upsert, Attempts attempts) {
    this.save = save;
    this.upsert = upsert;
    this.attempts = attempts;
  }

  /// A valid item.
  private record Row(Item item, Optional<Attempt> attempt) {}

  /// The tasks of a chunk, in its order. The first item of each SKU is read and, as far as nothing
  /// is in the way, written together with others before the tasks are made; what is left of the
  /// chunk is done item by item and finds what those left.
  List<Batch.Task> tasks(List<Json> items, Deadline deadline) {
    List<Decoded<Row>> rows = items.stream().map(this::row).toList();
    Map<Attempt, SaveProduct.Request> first = first(rows);
    Map<Attempt, ProductStore.Found> found = read(first);
    Map<Attempt, Outcome> written =
        upsert.upsertTogether(first, found, result -> Results.keep(view(result)), deadline);
    return rows.stream().map(row -> task(row, found, written, deadline)).toList();
  }

  private Decoded<Row> row(Json sent) {
    return switch (Fields.decode(sent, ITEM)) {
      case Decoded.Invalid<Item>(var faults) -> new Decoded.Invalid<>(faults);
      case Decoded.Valid<Item>(Item item) ->
          new Decoded.Valid<>(
              new Row(
                  item,
                  item.key().map(key -> attempts.of(List.of("commands", NAME, key), "", sent))));
    };
  }

  /// What the items ask for that are the first ones of their SKU and of their key, so that no other
  /// item of the chunk must have its turn before them.
  private static Map<Attempt, SaveProduct.Request> first(List<Decoded<Row>> rows) {
    Map<Attempt, SaveProduct.Request> first = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (Decoded<Row> row : rows) {
      if (row instanceof Decoded.Valid<Row>(Row(Item item, Optional<Attempt> attempt))) {
        Set<String> subjects = subjects(item);
        boolean isFirst = Collections.disjoint(seen, subjects);
        seen.addAll(subjects);
        attempt.filter(_ -> isFirst).ifPresent(key -> first.put(key, item.request()));
      }
    }
    return first;
  }

  /// During an outage each item is left to meet it by itself.
  private Map<Attempt, ProductStore.Found> read(Map<Attempt, SaveProduct.Request> first) {
    try {
      return first.size() > 1 ? upsert.read(first) : Map.of();
    } catch (RuntimeException e) {
      if (!Outage.isBehind(e)) {
        throw e;
      }
      return Map.of();
    }
  }

  private Batch.Task task(
      Decoded<Row> row,
      Map<Attempt, ProductStore.Found> found,
      Map<Attempt, Outcome> written,
      Deadline deadline) {
    return switch (row) {
      case Decoded.Invalid<Row>(var faults) -> Batch.Task.decided(ItemResult.invalid(faults));
      case Decoded.Valid<Row>(Row(Item item, Optional<Attempt> attempt)) ->
          attempt
              .flatMap(key -> Optional.ofNullable(written.get(key)))
              .map(outcome -> Batch.Task.decided(Results.of(outcome)))
              .orElseGet(
                  () -> new Batch.Task(subjects(item), () -> one(item, attempt, found, deadline)));
    };
  }

  private ItemResult one(
      Item item,
      Optional<Attempt> attempt,
      Map<Attempt, ProductStore.Found> found,
      Deadline deadline) {
    return attempt
        .map(key -> keyed(item, key, Optional.ofNullable(found.get(key)), deadline))
        .orElseGet(() -> view(save.save(item.request(), new SaveProduct.Any(), deadline)));
  }

  private static Set<String> subjects(Item item) {
    String sku = "sku " + item.request().sku();
    return item.key().map(key -> Set.of(sku, "key " + key)).orElse(Set.of(sku));
  }

  private ItemResult keyed(
      Item item, Attempt attempt, Optional<ProductStore.Found> found, Deadline deadline) {
    return Results.of(
        upsert.upsert(
            item.request(), attempt, found, result -> Results.keep(view(result)), deadline));
  }

  private static ItemResult view(SaveProduct.Result result) {
    return switch (result) {
      case SaveProduct.Created(StockedProduct product) -> done(product, "created");
      case SaveProduct.Updated(StockedProduct product) -> done(product, "updated");
      case SaveProduct.Unchanged(StockedProduct product) -> done(product, "unchanged");
      case SaveProduct.StockNotUpdatable(long created) ->
          ItemResult.refused(
              "stock_not_updatable", "the product was created with a stock of " + created);
      case SaveProduct.NotExpected(Optional<Long> _), SaveProduct.Unknown _, SaveProduct.Busy _ ->
          ItemResult.failed("conflict", "the product kept changing; nothing was written");
    };
  }

  private static ItemResult done(StockedProduct product, String change) {
    return ItemResult.ok(
        Json.object().with("change", change).with("sku", product.product().sku()).build());
  }
}
