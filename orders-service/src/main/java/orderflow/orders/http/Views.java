package orderflow.orders.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import orderflow.kit.json.Json;
import orderflow.orders.domain.ActorType;
import orderflow.orders.domain.Address;
import orderflow.orders.domain.Adjustment;
import orderflow.orders.domain.Order;
import orderflow.orders.domain.OrderLine;
import orderflow.orders.domain.OrderStatus;
import orderflow.orders.domain.Refund;
import orderflow.orders.domain.RequestedLine;
import orderflow.orders.domain.Shipment;
import orderflow.orders.domain.StockedProduct;
import orderflow.orders.domain.Transition;

/// Resources as JSON.
public final class Views {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Views() {}

  static String etag(long version) {
    return "\"" + version + "\"";
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  static Json product(StockedProduct entry) {
    return Json.object()
        .with("sku", entry.product().sku())
        .with("name", entry.product().name())
        .with("price", entry.product().price())
        .with("active", entry.product().active())
        .with("available", entry.available())
        .build();
  }

  static Json adjustment(Adjustment adjustment) {
    return Json.object()
        .with("id", adjustment.id())
        .with("sku", adjustment.sku())
        .with("delta", adjustment.delta())
        .with("reason", adjustment.reason())
        .with(
            "createdBy",
            Json.object()
                .with("type", adjustment.actor().type().wire())
                .with("id", adjustment.actor().id())
                .build())
        .with("createdAt", time(adjustment.createdAt()))
        .build();
  }

  static Json order(Order order, ActorType reader, Instant now) {
    Json.Builder view =
        Json.object()
            .with("id", order.id())
            .with("customerId", order.customerId())
            .withOptional("reference", order.details().reference())
            .with("status", order.status().wire())
            .withEach("lines", order.lines(), Views::line)
            .with("total", order.total());
    order.details().shippingAddress().ifPresent(to -> view.with("shippingAddress", address(to)));
    order
        .settlement()
        .payment()
        .ifPresent(paid ->
            view.with(
                "payment",
                Json.object()
                    .with("amount", paid.amount())
                    .with("method", paid.method())
                    .withOptional("reference", paid.reference())
                    .with("paidAt", time(paid.paidAt()))
                    .build()));
    view.with("refunded", order.settlement().refunded())
        .with("refundStatus", order.settlement().refundStatus().wire());
    view.withEach("refunds", order.settlement().refunds(), Views::refund);
    view.withEach("shipments", order.fulfilment().shipments(), Views::shipment);
    order.fulfilment().deliveredAt().ifPresent(at -> view.with("deliveredAt", time(at)));
    order
        .cancellation()
        .ifPresent(given ->
            view.with(
                "cancellation",
                Json.object()
                    .with("reason", given.reason())
                    .with("cancelledAt", time(given.cancelledAt()))
                    .build()));
    return state(view, order, reader, now);
  }

  private static Json state(Json.Builder view, Order order, ActorType reader, Instant now) {
    view.with(
            "allowedTransitions",
            Json.texts(
                order.allowedTransitions(reader, now).stream().map(Transition::wire).toList()))
        .with("createdAt", time(order.times().createdAt()))
        .with("updatedAt", time(order.times().updatedAt()));
    if (order.status() == OrderStatus.PENDING) {
      view.with("expiresAt", time(order.times().expiryDue()));
    }
    return view.build();
  }

  static Json line(OrderLine line) {
    return Json.object()
        .with("sku", line.sku())
        .with("name", line.name())
        .with("quantity", line.quantity())
        .with("unitPrice", line.unitPrice())
        .with("total", line.total())
        .build();
  }

  static Json shipment(Shipment shipment) {
    return Json.object()
        .with("number", shipment.number())
        .withEach("lines", shipment.lines(), Views::pieces)
        .with("carrier", shipment.carrier())
        .with("trackingNumber", shipment.trackingNumber())
        .with("shippedAt", time(shipment.shippedAt()))
        .build();
  }

  static Json refund(Refund refund) {
    return Json.object()
        .with("number", refund.number())
        .with("amount", refund.amount())
        .withEach("lines", refund.lines(), Views::pieces)
        .with("reason", refund.reason())
        .with("refundedAt", time(refund.refundedAt()))
        .build();
  }

  private static Json pieces(RequestedLine line) {
    return Json.object().with("sku", line.sku()).with("quantity", line.quantity()).build();
  }

  static Json address(Address address) {
    return Json.object()
        .with("name", address.name())
        .with("line1", address.line1())
        .withOptional("line2", address.line2())
        .with("postalCode", address.postalCode())
        .with("city", address.city())
        .with("country", address.country())
        .build();
  }
}
