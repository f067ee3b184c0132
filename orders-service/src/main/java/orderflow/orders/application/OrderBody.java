package orderflow.orders.application;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import orderflow.kit.json.Field;
import orderflow.kit.json.Shape;
import orderflow.kit.json.Text;
import orderflow.orders.domain.Address;
import orderflow.orders.domain.OrderDetails;
import orderflow.orders.domain.Product;
import orderflow.orders.domain.RequestedLine;

/// An order to place, as requests and commands write it.
///
/// @param customerId whose, unless it is the caller's own
public record OrderBody(
    Optional<String> customerId, List<RequestedLine> lines, OrderDetails details) {
  private static final long MAX_PIECES = 1_000_000_000;

  /// The most lines that a body may have.
  public static final int MAX_LINES = 50;

  private static final Text SKU =
      Text.matching(
          Product.SKU_FORM,
          Product.MAX_SKU_LENGTH,
          "letters, digits, '.', '_' and '-', beginning with a letter or digit");
  private static final Text CUSTOMER_ID =
      Text.matching("(usr|cli)_[0-7][0-9A-HJKMNP-TV-Z]{25}", 30, "a customer's id");

  public OrderBody {
    lines = List.copyOf(lines);
  }

  /// One line: a SKU and how many pieces of it.
  public static final Shape<RequestedLine> LINE =
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

  /// What an order's details become: a member that is left out stays, `null` takes it away (RFC
  /// 7396).
  public static final Shape<UnaryOperator<OrderDetails>> PATCH =
      fields -> {
        Field<Address> address = fields.optionalObject("shippingAddress", ADDRESS);
        Field<String> reference = fields.optionalText("reference", Text.upTo(100));
        boolean addressStays = !fields.has("shippingAddress");
        boolean referenceStays = !fields.has("reference");
        return () ->
            details ->
                new OrderDetails(
                    referenceStays ? details.reference() : reference.optional(),
                    addressStays ? details.shippingAddress() : address.optional());
      };

  /// The shape of an order to place.
  ///
  /// @param namesCustomer whether the caller orders for somebody it has to name
  public static Shape<OrderBody> shape(boolean namesCustomer) {
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
