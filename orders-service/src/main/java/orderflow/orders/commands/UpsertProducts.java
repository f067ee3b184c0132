package orderflow.orders.commands;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import orderflow.kit.command.ItemResult;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.Shape;
import orderflow.kit.json.Text;
import orderflow.kit.time.Deadline;
import orderflow.model.Money;
import orderflow.orders.application.Attempts;
import orderflow.orders.application.SaveProduct;
import orderflow.orders.application.UpsertProduct;
import orderflow.orders.domain.Product;
import orderflow.orders.domain.ProductValues;
import orderflow.orders.domain.StockedProduct;

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

  Batch.Task task(Json item, Deadline deadline) {
    return switch (Fields.decode(item, ITEM)) {
      case Decoded.Invalid<Item>(var faults) -> Batch.Task.decided(ItemResult.invalid(faults));
      case Decoded.Valid<Item>(Item valid) ->
          new Batch.Task(subjects(valid), () -> upsert(item, valid, deadline));
    };
  }

  private static Set<String> subjects(Item item) {
    String sku = "sku " + item.request().sku();
    return item.key().map(key -> Set.of(sku, "key " + key)).orElse(Set.of(sku));
  }

  private ItemResult upsert(Json sent, Item item, Deadline deadline) {
    if (item.key().isEmpty()) {
      return view(save.save(item.request(), new SaveProduct.Any(), deadline));
    }
    return Results.of(
        upsert.upsert(
            item.request(),
            attempts.of(List.of("commands", NAME, item.key().get()), "", sent),
            result -> Results.keep(view(result)),
            deadline));
  }

  private static ItemResult view(SaveProduct.Result result) {
    return switch (result) {
      case SaveProduct.Created(StockedProduct product) -> done(product, "created");
      case SaveProduct.Updated(StockedProduct product) -> done(product, "updated");
      case SaveProduct.Unchanged(StockedProduct product) -> done(product, "unchanged");
      case SaveProduct.StockNotUpdatable(long created) ->
          ItemResult.refused(
              "stock_not_updatable", "the product was created with a stock of " + created);
      case SaveProduct.NotExpected(Optional<Long> _), SaveProduct.Busy _ ->
          ItemResult.failed("conflict", "the product kept changing; nothing was written");
    };
  }

  private static ItemResult done(StockedProduct product, String change) {
    return ItemResult.ok(
        Json.object().with("change", change).with("sku", product.product().sku()).build());
  }
}
