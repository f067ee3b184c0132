package orderflow.orders.commands;

import java.util.Optional;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.Shape;
import orderflow.kit.json.Text;
import orderflow.kit.time.Deadline;
import orderflow.model.Money;
import orderflow.orders.application.SaveProduct;
import orderflow.orders.domain.Product;
import orderflow.orders.domain.ProductValues;
import orderflow.orders.domain.StockedProduct;

/// Items of `UpsertProducts`: `{"sku", "name", "price", "stock"?, "active"}`. The same item again
/// is `unchanged`.
final class UpsertProducts {
  private static final long MAX_PIECES = 1_000_000_000;
  private static final Shape<SaveProduct.Request> ITEM =
      fields -> {
        Field<String> sku =
            fields.text("sku", Text.matching(Product.SKU_FORM, Product.MAX_SKU_LENGTH, "a SKU"));
        Field<String> name = fields.text("name", Text.upTo(200));
        Field<Money> price = fields.money("price", 0);
        Field<Long> stock = fields.optionalInteger("stock", 0, MAX_PIECES);
        Field<Boolean> active = fields.bool("active");
        return () ->
            new SaveProduct.Request(
                sku.get(),
                new ProductValues(name.get(), price.get(), active.get()),
                stock.optional());
      };

  private final SaveProduct save;

  UpsertProducts(SaveProduct save) {
    this.save = save;
  }

  Json upsert(Json item, Deadline deadline) {
    return switch (Fields.decode(item, ITEM)) {
      case Decoded.Invalid<SaveProduct.Request>(var faults) -> ItemResult.invalid(faults);
      case Decoded.Valid<SaveProduct.Request>(var request) ->
          view(save.save(request, new SaveProduct.Any(), deadline));
    };
  }

  private static Json view(SaveProduct.Result result) {
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

  private static Json done(StockedProduct product, String outcome) {
    return ItemResult.ok().with("outcome", outcome).with("sku", product.product().sku()).build();
  }
}
