package orderflow.orders.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.ItemBuilder;
import orderflow.orders.domain.Address;
import orderflow.orders.domain.Cancellation;
import orderflow.orders.domain.Fulfilment;
import orderflow.orders.domain.Order;
import orderflow.orders.domain.OrderDetails;
import orderflow.orders.domain.OrderLine;
import orderflow.orders.domain.OrderStatus;
import orderflow.orders.domain.OrderTimes;
import orderflow.orders.domain.Payment;
import orderflow.orders.domain.Refund;
import orderflow.orders.domain.RequestedLine;
import orderflow.orders.domain.Settlement;
import orderflow.orders.domain.Shipment;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Orders as items. The time of expiry is `expiryDue`: the table's TTL attribute `expiresAt` would
/// delete the order.
final class OrderItems {

  private OrderItems() {}

  static Map<String, AttributeValue> write(Order order) {
    ItemBuilder item =
        ItemBuilder.item(Keys.order(order.customerId(), order.id()))
            .with("orderId", order.id())
            .with("customerId", order.customerId())
            .with("status", order.status().wire())
            .with("version", order.version())
            .withEach("lines", order.lines(), OrderItems::line)
            .with("total", order.total())
            .with("createdAt", order.times().createdAt())
            .with("updatedAt", order.times().updatedAt())
            .with("expiryDue", order.times().expiryDue())
            .with("refunded", order.settlement().refunded())
            .with("reference", order.details().reference());
    order.details().shippingAddress().ifPresent(to -> item.with("shippingAddress", address(to)));
    order.settlement().payment().ifPresent(paid -> item.with("payment", payment(paid).value()));
    List<Refund> refunds = order.settlement().refunds();
    if (!refunds.isEmpty()) {
      item.withEach("refunds", refunds, refund -> refund(refund).value());
    }
    List<Shipment> shipments = order.fulfilment().shipments();
    if (!shipments.isEmpty()) {
      item.withEach("shipments", shipments, shipment -> shipment(shipment).value());
    }
    order.fulfilment().deliveredAt().ifPresent(at -> item.with("deliveredAt", at));
    order.cancellation().ifPresent(given -> item.with("cancellation", cancellation(given)));
    return indexed(item, order).build();
  }

  static Order read(Map<String, AttributeValue> attributes) {
    Item item = new Item(attributes);
    return new Order(
        item.text("orderId"),
        item.text("customerId"),
        new OrderDetails(
            item.optionalText("reference"),
            item.optionalMap("shippingAddress").map(OrderItems::readAddress)),
        item.maps("lines").stream().map(OrderItems::readLine).toList(),
        item.money("total"),
        OrderStatus.of(item.text("status")),
        item.number("version"),
        new OrderTimes(item.time("createdAt"), item.time("updatedAt"), item.time("expiryDue")),
        new Settlement(
            item.optionalMap("payment").map(OrderItems::readPayment),
            item.money("refunded"),
            maps(item, "refunds").stream().map(OrderItems::readRefund).toList()),
        readFulfilment(item),
        item.optionalMap("cancellation").map(OrderItems::readCancellation));
  }

  static AttributeValue line(OrderLine line) {
    return ItemBuilder.map()
        .with("sku", line.sku())
        .with("name", line.name())
        .with("quantity", line.quantity())
        .with("unitPrice", line.unitPrice())
        .value();
  }

  static ItemBuilder payment(Payment payment) {
    return ItemBuilder.map()
        .with("amount", payment.amount())
        .with("method", payment.method())
        .with("reference", payment.reference())
        .with("paidAt", payment.paidAt());
  }

  static ItemBuilder shipment(Shipment shipment) {
    return ItemBuilder.map()
        .with("number", shipment.number())
        .withEach("lines", shipment.lines(), OrderItems::pieces)
        .with("carrier", shipment.carrier())
        .with("trackingNumber", shipment.trackingNumber())
        .with("shippedAt", shipment.shippedAt());
  }

  static ItemBuilder refund(Refund refund) {
    return ItemBuilder.map()
        .with("number", refund.number())
        .with("amount", refund.amount())
        .withEach("lines", refund.lines(), OrderItems::pieces)
        .with("reason", refund.reason())
        .with("refundedAt", refund.refundedAt());
  }

  private static AttributeValue pieces(RequestedLine line) {
    return ItemBuilder.map().with("sku", line.sku()).with("quantity", line.quantity()).value();
  }

  private static ItemBuilder indexed(ItemBuilder item, Order order) {
    int shard = Keys.shard(order.id(), Keys.ORDER_SHARDS);
    var day = Keys.dayOf(order.times().createdAt());
    return item.with("gsi1pk", Keys.customer(order.customerId(), order.status()))
        .with("gsi1sk", order.id())
        .with("gsi2pk", Keys.day(day, shard))
        .with("gsi2sk", order.id())
        .with("gsi3pk", Keys.day(order.status(), day, shard))
        .with("gsi3sk", order.id());
  }

  private static AttributeValue cancellation(Cancellation cancellation) {
    return ItemBuilder.map()
        .with("reason", cancellation.reason())
        .with("cancelledAt", cancellation.cancelledAt())
        .value();
  }

  static AttributeValue address(Address address) {
    return ItemBuilder.map()
        .with("name", address.name())
        .with("line1", address.line1())
        .with("line2", address.line2())
        .with("postalCode", address.postalCode())
        .with("city", address.city())
        .with("country", address.country())
        .value();
  }

  static Address readAddress(Item item) {
    return new Address(
        item.text("name"),
        item.text("line1"),
        item.optionalText("line2"),
        item.text("postalCode"),
        item.text("city"),
        item.text("country"));
  }

  static OrderLine readLine(Item item) {
    return new OrderLine(
        item.text("sku"), item.text("name"), item.number("quantity"), item.money("unitPrice"));
  }

  static Payment readPayment(Item item) {
    return new Payment(
        item.money("amount"),
        item.text("method"),
        item.optionalText("reference"),
        item.time("paidAt"));
  }

  static Shipment readShipment(Item item) {
    return new Shipment(
        Math.toIntExact(item.number("number")),
        readPieces(item),
        item.text("carrier"),
        item.text("trackingNumber"),
        item.time("shippedAt"));
  }

  static Refund readRefund(Item item) {
    return new Refund(
        Math.toIntExact(item.number("number")),
        item.money("amount"),
        readPieces(item),
        item.text("reason"),
        item.time("refundedAt"));
  }

  private static List<RequestedLine> readPieces(Item item) {
    return item.maps("lines").stream()
        .map(line -> new RequestedLine(line.text("sku"), line.number("quantity")))
        .toList();
  }

  /// A list that orders with nothing to put in do not have.
  private static List<Item> maps(Item item, String name) {
    return item.attributes().containsKey(name) ? item.maps(name) : List.of();
  }

  private static Fulfilment readFulfilment(Item item) {
    return new Fulfilment(
        maps(item, "shipments").stream().map(OrderItems::readShipment).toList(),
        item.attributes().containsKey("deliveredAt")
            ? Optional.of(item.time("deliveredAt"))
            : Optional.empty());
  }

  private static Cancellation readCancellation(Item item) {
    return new Cancellation(item.text("reason"), item.time("cancelledAt"));
  }

  /// Whose an order is, from the first entry of its history.
  static Optional<String> customerOf(Map<String, AttributeValue> firstEvent) {
    return new Item(firstEvent).optionalText("customerId");
  }
}
