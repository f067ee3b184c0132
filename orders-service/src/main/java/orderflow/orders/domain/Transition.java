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
  CANCELLATION;

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
              Set.of(ActorType.CUSTOMER, ActorType.STAFF, ActorType.CLIENT)));

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

  /// The last segment of the step's route, for instance `cancellation`.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  private Rule rule() {
    return Objects.requireNonNull(TABLE.get(this));
  }
}
