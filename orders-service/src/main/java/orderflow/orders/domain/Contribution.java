package orderflow.orders.domain;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// What one event adds to the sales figures: those of its day, of its customer, and of the products
/// it is about. A pure function of the event, so the figures of any set of events are the sum of
/// their contributions.
///
/// - Orders, cancellations and expiries count on the day they happen.
/// - Changed details, shipments and deliveries count nowhere.
/// - Revenue is what was captured, refunds what was given back; of an order that was never paid,
///   neither.
/// - Of a product, units are pieces ordered, returned units pieces that went back to stock, and
///   revenue its share of what was captured.
///
/// @param totals of the day and of the customer
/// @param products by SKU
public record Contribution(Counters totals, SortedMap<String, Counters> products) {
  public Contribution {
    products = Collections.unmodifiableSortedMap(new TreeMap<>(products));
  }

  public static Contribution of(OrderEvent event) {
    Counters none = Counters.none();
    return switch (event.data()) {
      case OrderEvent.Placed(var lines, var _, var _) ->
          new Contribution(
              none.plus(Counters.ORDERS, 1),
              each(lines, line -> none.plus(Counters.UNITS, line.quantity())));
      case OrderEvent.Paid(var payment, var lines) ->
          new Contribution(
              none.plus(Counters.REVENUE, payment.amount()),
              each(lines, line -> none.plus(Counters.REVENUE, line.total())));
      case OrderEvent.Cancelled(var _, var lines, var refunded) ->
          new Contribution(
              none.plus(Counters.CANCELLATIONS, 1).plus(Counters.REFUNDS, refunded),
              returned(lines));
      case OrderEvent.Expired(var lines) ->
          new Contribution(none.plus(Counters.EXPIRIES, 1), returned(lines));
      case OrderEvent.Refunded(var refund, var _) ->
          new Contribution(none.plus(Counters.REFUNDS, refund.amount()), new TreeMap<>());
      case OrderEvent.Changed _, OrderEvent.Shipped _, OrderEvent.Delivered _, OrderEvent.Other _ ->
          new Contribution(none, new TreeMap<>());
    };
  }

  private static SortedMap<String, Counters> returned(List<OrderLine> lines) {
    return each(lines, line -> Counters.none().plus(Counters.UNITS_RETURNED, line.quantity()));
  }

  private static SortedMap<String, Counters> each(
      List<OrderLine> lines, Function<OrderLine, Counters> counters) {
    SortedMap<String, Counters> products = new TreeMap<>();
    lines.forEach(line -> products.merge(line.sku(), counters.apply(line), Counters::plus));
    products.values().removeIf(sums -> sums.equals(Counters.none()));
    return products;
  }
}
