package orderflow.orders.http;

import java.util.List;
import java.util.Optional;
import orderflow.kit.json.Field;
import orderflow.kit.json.Shape;
import orderflow.kit.json.Text;
import orderflow.model.Money;
import orderflow.orders.application.OrderBody;
import orderflow.orders.domain.Parcel;
import orderflow.orders.domain.ProductValues;
import orderflow.orders.domain.RequestedLine;
import orderflow.orders.domain.Tender;

/// What request bodies must look like.
final class Bodies {
  private static final long MAX_PIECES = 1_000_000_000;

  private Bodies() {}

  record ProductBody(ProductValues values, Optional<Long> stock) {}

  static final Shape<ProductBody> PRODUCT =
      fields -> {
        Field<String> name = fields.text("name", Text.upTo(200));
        Field<Money> price = fields.money("price", 0);
        Field<Boolean> active = fields.bool("active");
        Field<Long> stock = fields.optionalInteger("stock", 0, MAX_PIECES);
        return () ->
            new ProductBody(
                new ProductValues(name.get(), price.get(), active.get()), stock.optional());
      };

  record AdjustmentBody(long delta, String reason) {}

  static final Shape<AdjustmentBody> ADJUSTMENT =
      fields -> {
        Field<Long> delta = fields.integer("delta", -MAX_PIECES, MAX_PIECES);
        Field<String> reason = fields.text("reason", Text.upTo(200));
        if (delta.isPresent() && delta.get() == 0) {
          fields.fault("delta", "out_of_range", "must not be 0");
        }
        return () -> new AdjustmentBody(delta.get(), reason.get());
      };

  static final Shape<Tender> PAYMENT =
      fields -> {
        Field<Money> amount = fields.money("amount", 0);
        Field<String> method = fields.text("method", Text.upTo(50));
        Field<String> reference = fields.optionalText("reference", Text.upTo(100));
        return () -> new Tender(amount.get(), method.get(), reference.optional());
      };

  static final Shape<String> CANCELLATION =
      fields -> {
        Field<String> reason = fields.text("reason", Text.upTo(200));
        return reason::get;
      };

  static final Shape<Parcel> SHIPMENT =
      fields -> {
        Field<List<RequestedLine>> lines =
            fields.optionalObjects("lines", 1, OrderBody.MAX_LINES, OrderBody.LINE);
        Field<String> carrier = fields.text("carrier", Text.upTo(50));
        Field<String> tracking = fields.text("trackingNumber", Text.upTo(100));
        return () -> new Parcel(lines.orElse(List.of()), carrier.get(), tracking.get());
      };

  /// Nothing is to be said.
  static final Shape<Boolean> NOTHING = _ -> () -> true;
}
