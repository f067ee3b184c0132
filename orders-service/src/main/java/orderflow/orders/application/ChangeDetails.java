package orderflow.orders.application;

import java.util.Optional;
import java.util.function.UnaryOperator;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.Order;
import orderflow.orders.domain.OrderChange;
import orderflow.orders.domain.OrderChanges;
import orderflow.orders.domain.OrderDetails;
import orderflow.orders.domain.Origin;
import orderflow.orders.dynamodb.OrderStore;

/// Changes what a customer says of an order. The version the caller decided on makes a repetition
/// harmless, so it needs no key.
public final class ChangeDetails {
  private static final int TRIES = 5;

  private final OrderStore orders;
  private final Chance chance;

  public ChangeDetails(OrderStore orders, Chance chance) {
    this.orders = orders;
    this.chance = chance;
  }

  /// Which order's details become what.
  ///
  /// @param patch the new details from the present ones
  public record Request(
      String orderId,
      UnaryOperator<OrderDetails> patch,
      VersionGuard guard,
      Actor actor,
      String requestId) {}

  public sealed interface Result {}

  /// The order as it is now; the same version when nothing was different.
  public record Done(Order order) implements Result {}

  /// There is no such order, or it is somebody else's.
  public record NotFound() implements Result {}

  /// The caller decided on another version.
  public record VersionChanged(long current) implements Result {}

  public record Refused(Refusal refusal) implements Result {}

  /// Other writes were in the way until the tries ran out; nothing happened.
  public record Busy() implements Result {}

  public Result change(Request request, Deadline deadline) {
    Optional<String> owner =
        request.actor().actsForAnyCustomer()
            ? orders.customerOf(request.orderId())
            : Optional.of(request.actor().id());
    if (owner.isEmpty()) {
      return new NotFound();
    }
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<Result> result = tryOnce(request, owner.get(), deadline);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new Busy();
  }

  private Optional<Result> tryOnce(Request request, String owner, Deadline deadline) {
    Optional<Order> found = orders.find(owner, request.orderId());
    if (found.isEmpty()) {
      return Optional.of(new NotFound());
    }
    Order order = found.get();
    return request.guard().check(order.version()) == VersionGuard.Verdict.HOLDS
        ? decide(request, order, deadline)
        : Optional.of(new VersionChanged(order.version()));
  }

  private Optional<Result> decide(Request request, Order order, Deadline deadline) {
    Origin origin = Origins.of(chance, request.actor(), request.requestId(), chance.now());
    OrderDetails details = request.patch().apply(order.details());
    return switch (OrderChanges.change(order, details, origin)) {
      case OrderChange.Made _ when details.equals(order.details()) -> Optional.of(new Done(order));
      case OrderChange.Made made -> written(made, deadline);
      case OrderChange refused -> Optional.of(new Refused(new Refusal.NoStep(refused)));
    };
  }

  private Optional<Result> written(OrderChange.Made made, Deadline deadline) {
    return switch (orders.change(made, Optional.empty(), deadline)) {
      case DONE -> Optional.of(new Done(made.order()));
      case STALE -> Optional.empty();
      case BUSY, FENCED -> Optional.of(new Busy());
    };
  }
}
