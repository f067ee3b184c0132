package orderflow.orders.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.orders.domain.Counters;
import orderflow.orders.domain.DailyReport;
import orderflow.orders.domain.OrderDetails;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.domain.OrderLine;
import orderflow.orders.domain.Payment;

/// Events and what is derived from them as JSON.
final class EventViews {
  private static final int SHAPE_VERSION = 1;

  private EventViews() {}

  static Json event(OrderEvent event) {
    return Json.object()
        .with("id", event.origin().eventId())
        .with("type", event.data().type())
        .with("version", SHAPE_VERSION)
        .with("orderId", event.orderId())
        .with("customerId", event.customerId())
        .with("sequence", event.sequence())
        .with("occurredAt", Views.time(event.origin().at()))
        .with(
            "actor",
            Json.object()
                .with("type", event.origin().actor().type().wire())
                .with("id", event.origin().actor().id())
                .build())
        .with("requestId", event.origin().requestId())
        .with("data", data(event.data()))
        .build();
  }

  private static Json data(OrderEvent.Data data) {
    return switch (data) {
      case OrderEvent.Placed(var lines, var total, var reference) ->
          lines(Json.object(), lines)
              .with("total", total)
              .withOptional("reference", reference)
              .build();
      case OrderEvent.Paid(var payment, var lines) -> lines(payment(payment), lines).build();
      case OrderEvent.Cancelled(var reason, var lines, var refunded) ->
          lines(Json.object().with("reason", reason), lines).with("refunded", refunded).build();
      case OrderEvent.Expired(var lines) -> lines(Json.object(), lines).build();
      case OrderEvent.Changed(var details) -> details(details);
      case OrderEvent.Refunded(var refund, var complete) ->
          Json.object().with("refund", Views.refund(refund)).with("complete", complete).build();
      case OrderEvent.Shipped(var shipment, var complete) ->
          Json.object()
              .with("shipment", Views.shipment(shipment))
              .with("complete", complete)
              .build();
      case OrderEvent.Delivered _ -> Json.object().build();
      case OrderEvent.Other(var _, var json) -> JsonReader.readTrusted(json.getBytes(UTF_8));
    };
  }

  private static Json details(OrderDetails details) {
    Json.Builder data = Json.object().withOptional("reference", details.reference());
    details
        .shippingAddress()
        .ifPresent(address -> data.with("shippingAddress", Views.address(address)));
    return data.build();
  }

  private static Json.Builder payment(Payment payment) {
    return Json.object()
        .with("amount", payment.amount())
        .with("method", payment.method())
        .withOptional("reference", payment.reference())
        .with("paidAt", Views.time(payment.paidAt()));
  }

  private static Json.Builder lines(Json.Builder data, List<OrderLine> lines) {
    return data.withEach("lines", lines, Views::line);
  }

  static Json report(DailyReport report) {
    Counters totals = report.totals();
    return Json.object()
        .with("date", report.date().toString())
        .with(Counters.ORDERS, totals.count(Counters.ORDERS))
        .with(Counters.CANCELLATIONS, totals.count(Counters.CANCELLATIONS))
        .with(Counters.EXPIRIES, totals.count(Counters.EXPIRIES))
        .withEach(Counters.REVENUE, totals.money(Counters.REVENUE), Json::of)
        .withEach(Counters.REFUNDS, totals.money(Counters.REFUNDS), Json::of)
        .withEach("skus", List.copyOf(report.products().entrySet()), EventViews::product)
        .build();
  }

  private static Json product(Map.Entry<String, Counters> product) {
    Counters counters = product.getValue();
    return Json.object()
        .with("sku", product.getKey())
        .with(Counters.UNITS, counters.count(Counters.UNITS))
        .with(Counters.UNITS_RETURNED, counters.count(Counters.UNITS_RETURNED))
        .withEach(Counters.REVENUE, counters.money(Counters.REVENUE), Json::of)
        .build();
  }
}
