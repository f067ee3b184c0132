package orderflow.orders.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import orderflow.kit.dynamodb.Fence;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.ActorType;
import orderflow.orders.domain.Order;
import orderflow.orders.domain.OrderChange;
import orderflow.orders.domain.OrderChanges;
import orderflow.orders.dynamodb.OrderStore;
import orderflow.orders.dynamodb.PendingOrders;

/// Gives up the orders that nobody paid in time, one transaction an order. An order that is paid or
/// cancelled between reading and writing stays as it is. An order placed under a shorter
/// `ORDER_EXPIRY` than today's is found when today's is over.
public final class ExpireOrders {
  private static final Actor ACTOR = new Actor(ActorType.SYSTEM, "ExpireOrders");

  /// What one order may take.
  private static final Duration ONE_ORDER = Duration.ofSeconds(1);

  private final PendingOrders pending;
  private final OrderStore orders;
  private final Chance chance;
  private final Duration expiry;

  public ExpireOrders(PendingOrders pending, OrderStore orders, Chance chance, Duration expiry) {
    this.pending = pending;
    this.orders = orders;
    this.chance = chance;
    this.expiry = expiry;
  }

  public sealed interface Result {}

  /// What was done.
  ///
  /// @param expired orders given up by this call
  /// @param remaining whether more may be due: the limit was reached, the time was up, or other
  ///   writes were in the way
  public record Done(int expired, boolean remaining) implements Result {}

  /// A later run of the job has taken over.
  public record Fenced() implements Result {}

  /// Gives orders up.
  ///
  /// @param limit how many at most
  public Result expire(int limit, String requestId, Optional<Fence> fence, Deadline deadline) {
    Sweep sweep = new Sweep(limit, requestId, fence, deadline);
    boolean all = pending.due(sweep.now, sweep.now.minus(expiry)).allMatch(sweep::goesOnAfter);
    return sweep.fenced ? new Fenced() : new Done(sweep.expired, !all || sweep.busy);
  }

  /// One call's way through the orders that are due.
  private final class Sweep {
    private final Instant now = chance.now();
    private final int limit;
    private final String requestId;
    private final Optional<Fence> fence;
    private final Deadline deadline;
    private int expired;
    private boolean busy;
    private boolean fenced;

    private Sweep(int limit, String requestId, Optional<Fence> fence, Deadline deadline) {
      this.limit = limit;
      this.requestId = requestId;
      this.fence = fence;
      this.deadline = deadline;
    }

    private boolean goesOnAfter(Order order) {
      if (expired == limit || !deadline.allows(ONE_ORDER)) {
        return false;
      }
      switch (giveUp(order)) {
        case DONE -> expired++;
        case BUSY -> busy = true;
        case FENCED -> fenced = true;
        case STALE -> {}
      }
      return !fenced;
    }

    private OrderStore.Fenced giveUp(Order order) {
      return switch (OrderChanges.expire(order, Origins.of(chance, ACTOR, requestId, now))) {
        case OrderChange.Made made -> orders.change(made, fence, deadline);
        case OrderChange _ -> OrderStore.Fenced.STALE;
      };
    }
  }
}
