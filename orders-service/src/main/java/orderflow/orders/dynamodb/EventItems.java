package orderflow.orders.dynamodb;

import java.util.Map;
import orderflow.kit.dynamodb.ItemBuilder;
import orderflow.orders.domain.OrderEvent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// History entries as items, in the shape that every consumer of order events sees.
final class EventItems {
  private static final int SHAPE_VERSION = 1;

  private EventItems() {}

  static Map<String, AttributeValue> write(OrderEvent event) {
    return ItemBuilder.item(Keys.event(event.orderId(), event.sequence()))
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

  private static AttributeValue data(OrderEvent.Data data) {
    return switch (data) {
      case OrderEvent.Placed(var lines, var total, var reference) ->
          ItemBuilder.map()
              .withEach("lines", lines, OrderItems::line)
              .with("total", total)
              .with("reference", reference)
              .value();
      case OrderEvent.Paid(var payment) -> OrderItems.payment(payment);
      case OrderEvent.Cancelled(var reason, var lines, var refunded) ->
          ItemBuilder.map()
              .with("reason", reason)
              .withEach("lines", lines, OrderItems::line)
              .with("refunded", refunded)
              .value();
    };
  }
}
