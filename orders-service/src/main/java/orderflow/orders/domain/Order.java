package orderflow.orders.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orderflow.model.Money;

/// An order. It changes by [OrderChanges] only; each change counts the version up by one.
///
/// @param id `ord_…`, begins with the time of creation
/// @param customerId whose it is
/// @param lines one a SKU
/// @param total sum of the lines
/// @param fulfilment what of it has been shipped
/// @param version counts changes, from 1; equals the sequence of its newest event
public record Order(
    String id,
    String customerId,
    OrderDetails details,
    List<OrderLine> lines,
    Money total,
    OrderStatus status,
    long version,
    OrderTimes times,
    Settlement settlement,
    Fulfilment fulfilment,
    Optional<Cancellation> cancellation) {

  public Order {
    lines = List.copyOf(lines);
  }

  public static Order placed(
      String id, String customerId, OrderDetails details, Quote.Priced quote, OrderTimes times) {
    return new Order(
        id,
        customerId,
        details,
        quote.lines(),
        quote.total(),
        OrderStatus.PENDING,
        1,
        times,
        Settlement.open(quote.total().currency()),
        Fulfilment.NONE,
        Optional.empty());
  }

  /// The steps that are possible now.
  public List<Transition> allowedTransitions(ActorType actor, Instant now) {
    return Transition.allowed(status, actor).stream()
        .filter(step -> step.isPossible(this, now))
        .toList();
  }

  Order changed(OrderStatus next, OrderTimes nextTimes, Settlement nextSettlement) {
    return new Order(
        id,
        customerId,
        details,
        lines,
        total,
        next,
        version + 1,
        nextTimes,
        nextSettlement,
        fulfilment,
        cancellation);
  }

  Order withCancellation(Cancellation reason) {
    return new Order(
        id,
        customerId,
        details,
        lines,
        total,
        status,
        version,
        times,
        settlement,
        fulfilment,
        Optional.of(reason));
  }

  Order withDetails(OrderDetails next) {
    return new Order(
        id,
        customerId,
        next,
        lines,
        total,
        status,
        version,
        times,
        settlement,
        fulfilment,
        cancellation);
  }

  Order withFulfilment(Fulfilment next) {
    return new Order(
        id,
        customerId,
        details,
        lines,
        total,
        status,
        version,
        times,
        settlement,
        next,
        cancellation);
  }
}
