package orderflow.system.openapi;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orderflow.orders.domain.ActorType;
import orderflow.orders.domain.OrderStatus;
import orderflow.orders.domain.Transition;

/// The page about the states of orders, written from the table that decides.
final class OrderStatesPage {

  private OrderStatesPage() {}

  static String text() {
    return """
    # The states of an order

    Made from `Transition`, the table that the service decides by. Where a step leads back to the state it began in, the arrow is left out.

    ```mermaid
    stateDiagram-v2
      [*] --> pending
    %s
    ```

    | Step | Route | From | To | Who | Condition | Effect |
    |---|---|---|---|---|---|---|
    %s

    A step that is not possible is 409 [`illegal_transition`](../problems/illegal_transition.md), whose `detail` lists what is. Each step counts the order's version up by one and writes one
    history entry with actor, request id and time, in one transaction with its effect. `allowedTransitions` of an order says what its reader can do at that moment.
    """
        .formatted(
            arrows().collect(Collectors.joining("\n")), rows().collect(Collectors.joining("\n")));
  }

  private static Stream<String> arrows() {
    Stream<String> steps =
        Arrays.stream(Transition.values())
            .flatMap(step ->
                sorted(step.rule().from())
                    .flatMap(from ->
                        sorted(step.rule().to())
                            .filter(to -> to != from)
                            .map(to ->
                                "  %s --> %s: %s".formatted(from.wire(), to.wire(), step.wire()))));
    Stream<String> ends =
        Arrays.stream(OrderStatus.values())
            .filter(status ->
                Arrays.stream(Transition.values())
                    .noneMatch(
                        step -> step.rule().from().contains(status) && !step.rule().to().isEmpty()))
            .map(status -> "  %s --> [*]".formatted(status.wire()));
    return Stream.concat(steps, ends);
  }

  private static Stream<String> rows() {
    return Arrays.stream(Transition.values())
        .map(step ->
            "| %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                    step.wire(),
                    route(step),
                    states(step.rule().from()),
                    step.rule().to().isEmpty() ? "the same" : states(step.rule().to()),
                    Arrays.stream(ActorType.values())
                        .filter(step.rule().actors()::contains)
                        .map(ActorType::wire)
                        .collect(Collectors.joining(", ")),
                    step.rule().guard(),
                    step.rule().effect()));
  }

  private static String route(Transition step) {
    return switch (step) {
      case CHANGE -> "`PATCH /v1/orders/{orderId}`";
      case EXPIRY -> "none: the job `expire-orders`";
      case PAYMENT, CANCELLATION, SHIPMENTS, DELIVERY, REFUNDS ->
          "`POST …/%s`".formatted(step.wire());
    };
  }

  private static String states(Set<OrderStatus> states) {
    return sorted(states).map(OrderStatus::wire).collect(Collectors.joining(", "));
  }

  private static Stream<OrderStatus> sorted(Set<OrderStatus> states) {
    return states.stream().sorted();
  }
}
