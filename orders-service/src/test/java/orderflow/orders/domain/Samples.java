package orderflow.orders.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orderflow.model.Money;

/// Orders and products with meaningful defaults, so that a test shows only what matters to it.
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
  public static final String ORDER_ID = "ord_01JD8Y0000ABCDEFGHJKMNPQRS";
  public static final String CUSTOMER = "usr_01JD8Y0000CVST0MER00000000";

  private Samples() {}

  public static Product product(String sku, long amount) {
    return product(sku, new Money(amount, "EUR"), true);
  }

  public static Product product(String sku, Money price, boolean active) {
    return new Product(sku, "Name of " + sku, price, active, 10, 1);
  }

  public static OrderLine line(String sku, long quantity, long amount) {
    return new OrderLine(sku, "Name of " + sku, quantity, new Money(amount, "EUR"));
  }

  public static Order order(OrderLine... lines) {
    List<OrderLine> all = List.of(lines);
    Money total = all.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
    return Order.placed(
        ORDER_ID,
        CUSTOMER,
        OrderDetails.none(),
        new Quote.Priced(all, total),
        OrderTimes.placedAt(NOW, Duration.ofMinutes(30)));
  }

  public static Origin origin(ActorType type) {
    return origin(type, NOW.plusSeconds(60));
  }

  public static Origin origin(ActorType type, Instant at) {
    return new Origin("evt_01JD8Y0000ABCDEFGHJKMNPQRS", new Actor(type, CUSTOMER), "req-1", at);
  }

  public static Tender tender(Money amount) {
    return new Tender(amount, "card", Optional.of("p-1"));
  }

  public static Order paid(Order order) {
    OrderChange change = OrderChanges.pay(order, tender(order.total()), origin(ActorType.CUSTOMER));
    return ((OrderChange.Made) change).order();
  }
}
