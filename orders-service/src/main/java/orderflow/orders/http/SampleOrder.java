package orderflow.orders.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orderflow.kit.json.JsonWriter;
import orderflow.model.Money;
import orderflow.orders.domain.ActorType;
import orderflow.orders.domain.Order;
import orderflow.orders.domain.OrderDetails;
import orderflow.orders.domain.OrderLine;
import orderflow.orders.domain.OrderTimes;
import orderflow.orders.domain.Quote;

/// An order of nobody at no time, to render before the first request comes.
public final class SampleOrder {

  private SampleOrder() {}

  /// The bytes of its view.
  public static byte[] rendered() {
    Money price = new Money(1, "EUR");
    Order order =
        Order.placed(
            "sample",
            "sample",
            OrderDetails.none(),
            new Quote.Priced(List.of(new OrderLine("sample", "sample", 1, price)), price),
            OrderTimes.placedAt(Instant.EPOCH, Duration.ofMinutes(1)));
    return JsonWriter.write(Views.order(order, ActorType.CUSTOMER, Instant.EPOCH));
  }
}
