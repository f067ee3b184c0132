package orderflow.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orderflow.model.Money;
import org.junit.jupiter.api.Test;

class OrderChangesTest {
  private static final Origin ORIGIN = Samples.origin(ActorType.CUSTOMER);

  private final Order pending = Samples.order(Samples.line("A", 2, 500), Samples.line("B", 1, 99));

  @Test
  void a_placed_order_is_pending_in_version_one_and_due_to_expire() {
    assertThat(pending.status()).isEqualTo(OrderStatus.PENDING);
    assertThat(pending.version()).isEqualTo(1);
    assertThat(pending.total()).isEqualTo(new Money(1099, "EUR"));
    assertThat(pending.times().expiryDue()).isEqualTo(Samples.NOW.plus(Duration.ofMinutes(30)));
    assertThat(pending.settlement().refundStatus()).isEqualTo(RefundStatus.NONE);
  }

  @Test
  void the_first_event_is_placed_with_sequence_one() {
    OrderChange.Made made = OrderChanges.place(pending, ORIGIN);

    assertThat(made.event().sequence()).isEqualTo(1);
    assertThat(made.event().data())
        .isEqualTo(new OrderEvent.Placed(pending.lines(), pending.total(), Optional.empty()));
    assertThat(made.event().data().type()).isEqualTo("order.placed");
  }

  @Test
  void paying_captures_the_total_and_counts_version_and_event_up() {
    OrderChange change = OrderChanges.pay(pending, Samples.tender(pending.total()), ORIGIN);

    OrderChange.Made made = made(change);
    assertThat(made.order().status()).isEqualTo(OrderStatus.PAID);
    assertThat(made.order().version()).isEqualTo(2);
    assertThat(made.order().times().updatedAt()).isEqualTo(ORIGIN.at());
    assertThat(made.order().settlement().captured()).isEqualTo(pending.total());
    assertThat(made.event().sequence()).isEqualTo(2);
    assertThat(made.event().data().type()).isEqualTo("order.paid");
    assertThat(made.restocked()).isEmpty();
  }

  @Test
  void paying_another_amount_is_refused_with_the_expected_one() {
    OrderChange less = OrderChanges.pay(pending, Samples.tender(new Money(1098, "EUR")), ORIGIN);
    OrderChange dollars = OrderChanges.pay(pending, Samples.tender(new Money(1099, "USD")), ORIGIN);

    assertThat(less).isEqualTo(new OrderChange.WrongAmount(pending.total()));
    assertThat(dollars).isEqualTo(new OrderChange.WrongAmount(pending.total()));
  }

  @Test
  void an_order_is_not_paid_after_its_time_even_if_it_has_not_been_expired() {
    Origin late = Samples.origin(ActorType.CUSTOMER, pending.times().expiryDue());

    OrderChange change = OrderChanges.pay(pending, Samples.tender(pending.total()), late);

    assertThat(change).isEqualTo(new OrderChange.Overdue(pending.times().expiryDue()));
  }

  @Test
  void an_overdue_order_expires_with_its_pieces_going_back_and_no_money_moved() {
    Origin due = Samples.origin(ActorType.SYSTEM, pending.times().expiryDue());

    OrderChange.Made made = made(OrderChanges.expire(pending, due));

    assertThat(made.order().status()).isEqualTo(OrderStatus.EXPIRED);
    assertThat(made.order().settlement()).isEqualTo(pending.settlement());
    assertThat(made.restocked()).isEqualTo(pending.lines());
    assertThat(made.event().data()).isEqualTo(new OrderEvent.Expired(pending.lines()));
    assertThat(made.event().data().type()).isEqualTo("order.expired");
    assertThat(made.event().sequence()).isEqualTo(2);
  }

  @Test
  void an_order_does_not_expire_early_nor_when_it_is_paid_nor_for_a_customer() {
    Instant due = pending.times().expiryDue();
    Origin early = Samples.origin(ActorType.SYSTEM, due.minusMillis(1));
    Origin customer = Samples.origin(ActorType.CUSTOMER, due);

    assertThat(OrderChanges.expire(pending, early)).isEqualTo(new OrderChange.NotDue(due));
    assertThat(OrderChanges.expire(pending, customer)).isInstanceOf(OrderChange.NotAllowed.class);
    assertThat(OrderChanges.expire(Samples.paid(pending), Samples.origin(ActorType.SYSTEM, due)))
        .isInstanceOf(OrderChange.NotAllowed.class);
  }

  @Test
  void a_paid_order_cannot_be_paid_again() {
    Order paid = Samples.paid(pending);

    OrderChange change = OrderChanges.pay(paid, Samples.tender(paid.total()), ORIGIN);

    assertThat(change)
        .isEqualTo(
            new OrderChange.NotAllowed(
                OrderStatus.PAID, Transition.PAYMENT, List.of(Transition.CANCELLATION)));
  }

  @Test
  void cancelling_a_pending_order_gives_the_pieces_back_and_no_money() {
    OrderChange.Made made = made(OrderChanges.cancel(pending, "changed my mind", ORIGIN));

    assertThat(made.order().status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(made.order().cancellation())
        .contains(new Cancellation("changed my mind", ORIGIN.at()));
    assertThat(made.restocked()).isEqualTo(pending.lines());
    assertThat(made.order().settlement().refundStatus()).isEqualTo(RefundStatus.NONE);
    assertThat(made.event().data())
        .isEqualTo(
            new OrderEvent.Cancelled("changed my mind", pending.lines(), new Money(0, "EUR")));
  }

  @Test
  void cancelling_a_paid_order_refunds_all_that_was_captured() {
    OrderChange.Made made = made(OrderChanges.cancel(Samples.paid(pending), "late", ORIGIN));

    assertThat(made.order().version()).isEqualTo(3);
    assertThat(made.order().settlement().refunded()).isEqualTo(pending.total());
    assertThat(made.order().settlement().refundStatus()).isEqualTo(RefundStatus.FULL);
  }

  @Test
  void a_cancelled_order_takes_no_step() {
    Order cancelled = made(OrderChanges.cancel(pending, "late", ORIGIN)).order();

    OrderChange again = OrderChanges.cancel(cancelled, "again", ORIGIN);

    assertThat(again)
        .isEqualTo(
            new OrderChange.NotAllowed(OrderStatus.CANCELLED, Transition.CANCELLATION, List.of()));
  }

  @Test
  void part_of_the_captured_money_given_back_is_a_partial_refund() {
    Settlement settlement =
        new Settlement(
            Samples.paid(pending).settlement().payment(), new Money(1, "EUR"), List.of());

    assertThat(settlement.refundStatus()).isEqualTo(RefundStatus.PARTIAL);
  }

  private static OrderChange.Made made(OrderChange change) {
    assertThat(change).isInstanceOf(OrderChange.Made.class);
    return (OrderChange.Made) change;
  }
}
