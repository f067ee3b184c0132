package orderflow.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionTest {

  @ParameterizedTest
  @EnumSource(value = ActorType.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
  void a_pending_order_can_be_paid_or_cancelled(ActorType actor) {
    assertThat(Transition.allowed(OrderStatus.PENDING, actor))
        .containsExactly(Transition.PAYMENT, Transition.CANCELLATION);
  }

  @ParameterizedTest
  @EnumSource(value = ActorType.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
  void a_paid_order_can_only_be_cancelled(ActorType actor) {
    assertThat(Transition.allowed(OrderStatus.PAID, actor))
        .containsExactly(Transition.CANCELLATION);
  }

  @ParameterizedTest
  @EnumSource(
      value = OrderStatus.class,
      names = {"PENDING", "PAID"},
      mode = EnumSource.Mode.EXCLUDE)
  void nothing_leads_out_of_the_other_states(OrderStatus status) {
    for (ActorType actor : ActorType.values()) {
      assertThat(Transition.allowed(status, actor)).isEmpty();
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
        .containsExactly("payment", "cancellation", "expiry");
  }

  @ParameterizedTest
  @EnumSource(OrderStatus.class)
  void a_status_is_read_back_from_its_wire_form(OrderStatus status) {
    assertThat(OrderStatus.of(status.wire())).isEqualTo(status);
  }
}
