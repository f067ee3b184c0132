package orderflow.orders.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;

/// The steps an order can take. The table in this class is the one place that says from which
/// states, to which, by whom and on what condition; refusals, `allowedTransitions` and
/// `docs/reference/order-states.md` are all read from it.
public enum Transition {
  PAYMENT,
  /// What the customer says of the order is changed: `PATCH` of the order itself.
  CHANGE,
  CANCELLATION,
  /// A part or all of the order leaves.
  SHIPMENTS,
  /// All of it has arrived.
  DELIVERY,
  /// A part or all of what was captured goes back.
  REFUNDS,
  /// Nobody paid in time: the backend's own step, which has no route.
  EXPIRY;

  private static final Set<ActorType> ANYBODY =
      Set.of(ActorType.CUSTOMER, ActorType.STAFF, ActorType.CLIENT);
  private static final Set<ActorType> SHOP = Set.of(ActorType.STAFF, ActorType.CLIENT);
  private static final Set<ActorType> BACKEND = Set.of(ActorType.SYSTEM);

  /// What the table says of a step.
  ///
  /// @param to empty: the order stays in its state
  /// @param actors who may take it
  /// @param guard what has to hold of the order besides, in words
  /// @param effect what it does, in words
  public record Rule(
      Set<OrderStatus> from,
      Set<OrderStatus> to,
      Set<ActorType> actors,
      String guard,
      String effect) {
    public Rule {
      from = Set.copyOf(from);
      to = Set.copyOf(to);
      actors = Set.copyOf(actors);
    }
  }

  private static final Map<Transition, Rule> TABLE =
      Map.of(
          PAYMENT,
          new Rule(
              Set.of(OrderStatus.PENDING),
              Set.of(OrderStatus.PAID),
              ANYBODY,
              "the time to pay is not over; the amount is the total",
              "the total is captured"),
          CHANGE,
          new Rule(
              Set.of(OrderStatus.PENDING),
              Set.of(),
              ANYBODY,
              "",
              "reference or shipping address are others"),
          CANCELLATION,
          new Rule(
              Set.of(OrderStatus.PENDING, OrderStatus.PAID),
              Set.of(OrderStatus.CANCELLED),
              ANYBODY,
              "",
              "all pieces go back to stock, what is left of the money to the payer"),
          SHIPMENTS,
          new Rule(
              Set.of(OrderStatus.PAID, OrderStatus.PARTIALLY_SHIPPED),
              Set.of(OrderStatus.PARTIALLY_SHIPPED, OrderStatus.SHIPPED),
              SHOP,
              "no more pieces than are left; at most 100 shipments",
              "pieces leave; shipped when none is left"),
          DELIVERY,
          new Rule(
              Set.of(OrderStatus.SHIPPED),
              Set.of(OrderStatus.DELIVERED),
              SHOP,
              "",
              "the time of arrival is noted"),
          REFUNDS,
          new Rule(
              Set.of(
                  OrderStatus.PAID,
                  OrderStatus.PARTIALLY_SHIPPED,
                  OrderStatus.SHIPPED,
                  OrderStatus.DELIVERED),
              Set.of(),
              SHOP,
              "no more than is left of what was captured; at most 100 refunds",
              "an amount goes back to the payer; stock stays as it is"),
          EXPIRY,
          new Rule(
              Set.of(OrderStatus.PENDING),
              Set.of(OrderStatus.EXPIRED),
              BACKEND,
              "the time to pay is over",
              "all pieces go back to stock"));

  /// The conditions that the order alone decides; those about what is asked for are checked with
  /// the request.
  private static final Map<Transition, BiPredicate<Order, Instant>> GUARDS =
      Map.of(
          PAYMENT, (order, now) -> !order.times().isOverdue(now),
          REFUNDS, (order, _) -> order.settlement().refundable().amount() > 0);

  /// What a status and an actor allow, in the order of the constants.
  public static List<Transition> allowed(OrderStatus status, ActorType actor) {
    return Arrays.stream(values()).filter(step -> step.isAllowed(status, actor)).toList();
  }

  public boolean isAllowed(OrderStatus status, ActorType actor) {
    return rule().from().contains(status) && rule().actors().contains(actor);
  }

  /// Whether the order's own condition holds.
  public boolean isPossible(Order order, Instant now) {
    return GUARDS.getOrDefault(this, (_, _) -> true).test(order, now);
  }

  /// The last segment of the step's route if it has one, for instance `cancellation`.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Rule rule() {
    return Objects.requireNonNull(TABLE.get(this));
  }
}
