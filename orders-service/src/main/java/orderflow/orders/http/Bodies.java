package orderflow.orders.http;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Shape;
import orderflow.kit.json.Text;
import orderflow.model.Money;
import orderflow.orders.application.OrderBody;
import orderflow.orders.domain.Parcel;
import orderflow.orders.domain.ProductValues;
import orderflow.orders.domain.RefundRequest;
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

  /// What a product's values become: a member that is left out stays as it is. None can be taken
  /// away, so `null` is refused.
  static final Shape<UnaryOperator<ProductValues>> PRODUCT_PATCH =
      fields -> {
        Field<String> name = fields.optionalText("name", Text.upTo(200));
        Field<Money> price = fields.optionalMoney("price", 0);
        Field<Boolean> active = fields.optionalBool("active");
        Stream.of("name", "price", "active")
            .filter(fields::isNull)
            .forEach(member -> fields.fault(member, "wrong_type", "cannot be taken away"));
        return () ->
            values ->
                new ProductValues(
                    name.orElse(values.name()),
                    price.orElse(values.price()),
                    active.orElse(values.active()));
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

  /// Either an amount or lines.
  static final Shape<RefundRequest> REFUND =
      fields -> {
        Field<Money> amount = fields.optionalMoney("amount", 1);
        Field<List<RequestedLine>> lines =
            fields.optionalObjects("lines", 1, OrderBody.MAX_LINES, OrderBody.LINE);
        Field<String> reason = fields.text("reason", Text.upTo(200));
        if (isSent(fields, "amount") == isSent(fields, "lines")) {
          fields.fault("amount", "one_of", "send either amount or lines, one of them alone");
        }
        return () ->
            amount.isPresent()
                ? new RefundRequest.OfAmount(amount.get(), reason.get())
                : new RefundRequest.OfLines(lines.get(), reason.get());
      };

  static final Shape<Parcel> SHIPMENT =
      fields -> {
        Field<List<RequestedLine>> lines =
            fields.optionalObjects("lines", 1, OrderBody.MAX_LINES, OrderBody.LINE);
        Field<String> carrier = fields.text("carrier", Text.upTo(50));
        Field<String> tracking = fields.text("trackingNumber", Text.upTo(100));
        return () -> new Parcel(lines.orElse(List.of()), carrier.get(), tracking.get());
      };

  private static boolean isSent(Fields fields, String member) {
    return fields.has(member) && !fields.isNull(member);
  }

  /// Nothing is to be said.
  static final Shape<Boolean> NOTHING = _ -> () -> true;
}
