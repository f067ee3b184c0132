package orderflow.orders.http;

import java.util.List;
import java.util.Optional;
import orderflow.kit.json.Field;
import orderflow.kit.json.Shape;
import orderflow.kit.json.Text;
import orderflow.model.Money;
import orderflow.orders.domain.Address;
import orderflow.orders.domain.OrderDetails;
import orderflow.orders.domain.Product;
import orderflow.orders.domain.ProductValues;
import orderflow.orders.domain.RequestedLine;
import orderflow.orders.domain.Tender;

/// What request bodies must look like.
public final class Bodies {
  private static final long MAX_PIECES = 1_000_000_000;
  private static final int MAX_LINES = 50;
  private static final Text SKU =
      Text.matching(
          Product.SKU_FORM,
          Product.MAX_SKU_LENGTH,
          "letters, digits, '.', '_' and '-', beginning with a letter or digit");
  private static final Text CUSTOMER_ID =
      Text.matching("(usr|cli)_[0-7][0-9A-HJKMNP-TV-Z]{25}", 30, "a customer's id");

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

  /// An order to place.
  ///
  /// @param customerId whose, unless it is the caller's own
  public record OrderBody(
      Optional<String> customerId, List<RequestedLine> lines, OrderDetails details) {}

  private static final Shape<RequestedLine> LINE =
      fields -> {
        Field<String> sku = fields.text("sku", SKU);
        Field<Long> quantity = fields.integer("quantity", 1, MAX_PIECES);
        return () -> new RequestedLine(sku.get(), quantity.get());
      };

  private static final Shape<Address> ADDRESS =
      fields -> {
        Field<String> name = fields.text("name", Text.upTo(200));
        Field<String> line1 = fields.text("line1", Text.upTo(200));
        Field<String> line2 = fields.optionalText("line2", Text.between(0, 200));
        Field<String> postalCode = fields.text("postalCode", Text.upTo(20));
        Field<String> city = fields.text("city", Text.upTo(200));
        Field<String> country =
            fields.text("country", Text.matching("[A-Z]{2}", 2, "an ISO 3166-1 code, e.g. DE"));
        return () ->
            new Address(
                name.get(),
                line1.get(),
                line2.optional(),
                postalCode.get(),
                city.get(),
                country.get());
      };

  /// An order to place.
  ///
  /// @param namesCustomer whether the caller orders for somebody it has to name
  public static Shape<OrderBody> order(boolean namesCustomer) {
    return fields -> {
      Field<List<RequestedLine>> lines = fields.objects("lines", 1, MAX_LINES, LINE);
      Field<Address> address = fields.optionalObject("shippingAddress", ADDRESS);
      Field<String> reference = fields.optionalText("reference", Text.upTo(100));
      Optional<Field<String>> customer =
          namesCustomer ? Optional.of(fields.text("customerId", CUSTOMER_ID)) : Optional.empty();
      return () ->
          new OrderBody(
              customer.map(Field::get),
              lines.get(),
              new OrderDetails(reference.optional(), address.optional()));
    };
  }
}
