package orderflow.orders.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The steps an order can take. The table in this class is the one place that says from which
/// states, to which, by whom; refusals and `allowedTransitions` are both read from it.
public enum Transition {
  PAYMENT,
  CANCELLATION,
  /// A part or all of the order leaves.
  SHIPMENTS,
  /// All of it has arrived.
  DELIVERY,
  /// Nobody paid in time: the backend's own step, which has no route.
  EXPIRY;

  private static final Set<ActorType> ANYBODY =
      Set.of(ActorType.CUSTOMER, ActorType.STAFF, ActorType.CLIENT);
  private static final Set<ActorType> WAREHOUSE = Set.of(ActorType.STAFF, ActorType.CLIENT);

  private record Rule(Set<OrderStatus> from, Set<OrderStatus> to, Set<ActorType> actors) {}

  private static final Map<Transition, Rule> TABLE =
      Map.of(
          PAYMENT,
          new Rule(Set.of(OrderStatus.PENDING), Set.of(OrderStatus.PAID), ANYBODY),
          CANCELLATION,
          new Rule(
              Set.of(OrderStatus.PENDING, OrderStatus.PAID),
              Set.of(OrderStatus.CANCELLED),
              ANYBODY),
          SHIPMENTS,
          new Rule(
              Set.of(OrderStatus.PAID, OrderStatus.PARTIALLY_SHIPPED),
              Set.of(OrderStatus.PARTIALLY_SHIPPED, OrderStatus.SHIPPED),
              WAREHOUSE),
          DELIVERY,
          new Rule(Set.of(OrderStatus.SHIPPED), Set.of(OrderStatus.DELIVERED), WAREHOUSE),
          EXPIRY,
          new Rule(
              Set.of(OrderStatus.PENDING), Set.of(OrderStatus.EXPIRED), Set.of(ActorType.SYSTEM)));

  /// What is possible now, in the order of the constants.
  public static List<Transition> allowed(OrderStatus status, ActorType actor) {
    return Arrays.stream(values()).filter(step -> step.isAllowed(status, actor)).toList();
  }

  public boolean isAllowed(OrderStatus status, ActorType actor) {
    return rule().from().contains(status) && rule().actors().contains(actor);
  }

  /// The states that the step can lead to.
  public Set<OrderStatus> targets() {
    return rule().to();
  }

  /// The last segment of the step's route if it has one, for instance `cancellation`.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  private Rule rule() {
    return Objects.requireNonNull(TABLE.get(this));
  }
}
