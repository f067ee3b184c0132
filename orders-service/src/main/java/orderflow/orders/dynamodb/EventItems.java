package orderflow.orders.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.ItemBuilder;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.ActorType;
import orderflow.orders.domain.OrderDetails;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.domain.OrderLine;
import orderflow.orders.domain.Origin;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Order events as items, in the shape that every consumer sees: history entries and, under other
/// keys, entries of the feed.
final class EventItems {
  private static final int SHAPE_VERSION = 1;

  private EventItems() {}

  static Map<String, AttributeValue> write(OrderEvent event) {
    return write(event, Keys.event(event.orderId(), event.sequence()));
  }

  static Map<String, AttributeValue> write(OrderEvent event, Map<String, AttributeValue> key) {
    return ItemBuilder.item(key)
        .with("id", event.origin().eventId())
        .with("type", event.data().type())
        .with("version", SHAPE_VERSION)
        .with("orderId", event.orderId())
        .with("customerId", event.customerId())
        .with("sequence", event.sequence())
        .with("occurredAt", event.origin().at())
        .with(
            "actor",
            ItemBuilder.map()
                .with("type", event.origin().actor().type().wire())
                .with("id", event.origin().actor().id())
                .value())
        .with("requestId", event.origin().requestId())
        .with("data", data(event.data()))
        .build();
  }

  /// The event of an item.
  ///
  /// @throws IllegalStateException when an attribute is missing or of another type, or the item has
  ///   a shape that this release does not know
  /// @throws IllegalArgumentException when a value is out of its range
  static OrderEvent read(Map<String, AttributeValue> attributes) {
    Item item = new Item(attributes);
    if (item.number("version") != SHAPE_VERSION) {
      throw new IllegalStateException(
          "the event has shape version %d, expected %d"
              .formatted(item.number("version"), SHAPE_VERSION));
    }
    Item actor = item.map("actor");
    return new OrderEvent(
        item.text("orderId"),
        item.text("customerId"),
        item.number("sequence"),
        new Origin(
            item.text("id"),
            new Actor(ActorType.of(actor.text("type")), actor.text("id")),
            item.text("requestId"),
            item.time("occurredAt")),
        readData(item.text("type"), item.map("data")));
  }

  private static AttributeValue data(OrderEvent.Data data) {
    return switch (data) {
      case OrderEvent.Placed(var lines, var total, var reference) ->
          lines(ItemBuilder.map(), lines).with("total", total).with("reference", reference).value();
      case OrderEvent.Paid(var payment, var lines) ->
          lines(OrderItems.payment(payment), lines).value();
      case OrderEvent.Cancelled(var reason, var lines, var refunded) ->
          lines(ItemBuilder.map(), lines).with("reason", reason).with("refunded", refunded).value();
      case OrderEvent.Expired(var lines) -> lines(ItemBuilder.map(), lines).value();
      case OrderEvent.Changed(var details) -> details(details).value();
      case OrderEvent.Refunded(var refund, var complete) ->
          OrderItems.refund(refund).with("complete", complete).value();
      case OrderEvent.Shipped(var shipment, var complete) ->
          OrderItems.shipment(shipment).with("complete", complete).value();
      case OrderEvent.Delivered _ -> ItemBuilder.map().value();
      case OrderEvent.Other(var _, var json) ->
          JsonAttributes.write(JsonReader.readTrusted(json.getBytes(UTF_8)));
    };
  }

  private static OrderEvent.Data readData(String type, Item data) {
    return switch (type) {
      case "order.placed" ->
          new OrderEvent.Placed(
              readLines(data), data.money("total"), data.optionalText("reference"));
      case "order.paid" -> new OrderEvent.Paid(OrderItems.readPayment(data), paidLines(data));
      case "order.cancelled" ->
          new OrderEvent.Cancelled(data.text("reason"), readLines(data), data.money("refunded"));
      case "order.expired" -> new OrderEvent.Expired(readLines(data));
      case "order.changed" -> new OrderEvent.Changed(readDetails(data));
      case "order.refunded" ->
          new OrderEvent.Refunded(OrderItems.readRefund(data), data.bool("complete"));
      case "order.shipped" ->
          new OrderEvent.Shipped(OrderItems.readShipment(data), data.bool("complete"));
      case "order.delivered" -> new OrderEvent.Delivered();
      default ->
          new OrderEvent.Other(
              type, new String(JsonWriter.write(JsonAttributes.read(data.attributes())), UTF_8));
    };
  }

  private static ItemBuilder details(OrderDetails details) {
    ItemBuilder data = ItemBuilder.map().with("reference", details.reference());
    details
        .shippingAddress()
        .ifPresent(address -> data.with("shippingAddress", OrderItems.address(address)));
    return data;
  }

  private static OrderDetails readDetails(Item data) {
    return new OrderDetails(
        data.optionalText("reference"),
        data.optionalMap("shippingAddress").map(OrderItems::readAddress));
  }

  private static ItemBuilder lines(ItemBuilder data, List<OrderLine> lines) {
    return data.withEach("lines", lines, OrderItems::line);
  }

  private static List<OrderLine> readLines(Item data) {
    return data.maps("lines").stream().map(OrderItems::readLine).toList();
  }

  /// The first release wrote payments without their lines.
  private static List<OrderLine> paidLines(Item data) {
    return data.attributes().containsKey("lines") ? readLines(data) : List.of();
  }
}
