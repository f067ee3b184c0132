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
  /// Nobody paid in time: the backend's own step, which has no route.
  EXPIRY;

  private record Rule(Set<OrderStatus> from, OrderStatus to, Set<ActorType> actors) {}

  private static final Map<Transition, Rule> TABLE =
      Map.of(
          PAYMENT,
          new Rule(
              Set.of(OrderStatus.PENDING),
              OrderStatus.PAID,
              Set.of(ActorType.CUSTOMER, ActorType.STAFF, ActorType.CLIENT)),
          CANCELLATION,
          new Rule(
              Set.of(OrderStatus.PENDING, OrderStatus.PAID),
              OrderStatus.CANCELLED,
              Set.of(ActorType.CUSTOMER, ActorType.STAFF, ActorType.CLIENT)),
          EXPIRY,
          new Rule(Set.of(OrderStatus.PENDING), OrderStatus.EXPIRED, Set.of(ActorType.SYSTEM)));

  /// What is possible now, in the order of the constants.
  public static List<Transition> allowed(OrderStatus status, ActorType actor) {
    return Arrays.stream(values()).filter(step -> step.isAllowed(status, actor)).toList();
  }

  public boolean isAllowed(OrderStatus status, ActorType actor) {
    return rule().from().contains(status) && rule().actors().contains(actor);
  }

  /// The state after the step.
  public OrderStatus target() {
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
