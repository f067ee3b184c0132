package orderflow.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionTest {

  /// What is possible, written down once more; every cell that is not here is impossible.
  private static final Set<List<Object>> POSSIBLE =
      Set.of(
          List.of(OrderStatus.PENDING, Transition.PAYMENT, ActorType.CUSTOMER),
          List.of(OrderStatus.PENDING, Transition.PAYMENT, ActorType.STAFF),
          List.of(OrderStatus.PENDING, Transition.PAYMENT, ActorType.CLIENT),
          List.of(OrderStatus.PENDING, Transition.CANCELLATION, ActorType.CUSTOMER),
          List.of(OrderStatus.PENDING, Transition.CANCELLATION, ActorType.STAFF),
          List.of(OrderStatus.PENDING, Transition.CANCELLATION, ActorType.CLIENT),
          List.of(OrderStatus.PENDING, Transition.CHANGE, ActorType.CUSTOMER),
          List.of(OrderStatus.PENDING, Transition.CHANGE, ActorType.STAFF),
          List.of(OrderStatus.PENDING, Transition.CHANGE, ActorType.CLIENT),
          List.of(OrderStatus.PENDING, Transition.EXPIRY, ActorType.SYSTEM),
          List.of(OrderStatus.PAID, Transition.CANCELLATION, ActorType.CUSTOMER),
          List.of(OrderStatus.PAID, Transition.CANCELLATION, ActorType.STAFF),
          List.of(OrderStatus.PAID, Transition.CANCELLATION, ActorType.CLIENT),
          List.of(OrderStatus.PAID, Transition.SHIPMENTS, ActorType.STAFF),
          List.of(OrderStatus.PAID, Transition.SHIPMENTS, ActorType.CLIENT),
          List.of(OrderStatus.PARTIALLY_SHIPPED, Transition.SHIPMENTS, ActorType.STAFF),
          List.of(OrderStatus.PARTIALLY_SHIPPED, Transition.SHIPMENTS, ActorType.CLIENT),
          List.of(OrderStatus.PAID, Transition.REFUNDS, ActorType.STAFF),
          List.of(OrderStatus.PAID, Transition.REFUNDS, ActorType.CLIENT),
          List.of(OrderStatus.PARTIALLY_SHIPPED, Transition.REFUNDS, ActorType.STAFF),
          List.of(OrderStatus.PARTIALLY_SHIPPED, Transition.REFUNDS, ActorType.CLIENT),
          List.of(OrderStatus.SHIPPED, Transition.REFUNDS, ActorType.STAFF),
          List.of(OrderStatus.SHIPPED, Transition.REFUNDS, ActorType.CLIENT),
          List.of(OrderStatus.DELIVERED, Transition.REFUNDS, ActorType.STAFF),
          List.of(OrderStatus.DELIVERED, Transition.REFUNDS, ActorType.CLIENT),
          List.of(OrderStatus.SHIPPED, Transition.DELIVERY, ActorType.STAFF),
          List.of(OrderStatus.SHIPPED, Transition.DELIVERY, ActorType.CLIENT));

  @ParameterizedTest
  @EnumSource(OrderStatus.class)
  void every_cell_of_state_step_and_actor_is_as_it_is_written_down(OrderStatus status) {
    for (Transition step : Transition.values()) {
      for (ActorType actor : ActorType.values()) {
        boolean possible = POSSIBLE.contains(List.of(status, step, actor));
        assertThat(step.isAllowed(status, actor))
            .as("%s from %s by %s", step, status, actor)
            .isEqualTo(possible);
        assertThat(Transition.allowed(status, actor).contains(step)).isEqualTo(possible);
      }
    }
  }

  @Test
  void each_step_leads_to_states_that_it_does_not_begin_in_but_for_further_shipments() {
    for (Transition step : Transition.values()) {
      for (OrderStatus to : step.rule().to()) {
        boolean again = step == Transition.SHIPMENTS && to == OrderStatus.PARTIALLY_SHIPPED;
        assertThat(step.isAllowed(to, ActorType.STAFF)).as("%s to %s", step, to).isEqualTo(again);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(OrderStatus.class)
  void the_backend_itself_gives_up_pending_orders_and_does_nothing_else(OrderStatus status) {
    assertThat(Transition.allowed(status, ActorType.SYSTEM))
        .isEqualTo(status == OrderStatus.PENDING ? List.of(Transition.EXPIRY) : List.of());
  }

  @Test
  void names_on_the_wire_are_the_last_segments_of_the_routes() {
    assertThat(Transition.values())
        .extracting(Transition::wire)
        .containsExactly(
            "payment", "change", "cancellation", "shipments", "delivery", "refunds", "expiry");
  }

  @ParameterizedTest
  @EnumSource(OrderStatus.class)
  void a_status_is_read_back_from_its_wire_form(OrderStatus status) {
    assertThat(OrderStatus.of(status.wire())).isEqualTo(status);
  }
}
