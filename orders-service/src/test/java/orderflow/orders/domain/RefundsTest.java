package orderflow.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import orderflow.model.Money;
import org.junit.jupiter.api.Test;

class RefundsTest {
  private static final Origin STAFF = Samples.origin(ActorType.STAFF);

  private final Order paid =
      Samples.paid(Samples.order(Samples.line("A", 2, 500), Samples.line("B", 1, 99)));

  @Test
  void an_amount_goes_back_and_the_state_stays() {
    OrderChange.Made made = made(refund(paid, 300));

    assertThat(made.order().status()).isEqualTo(OrderStatus.PAID);
    assertThat(made.order().version()).isEqualTo(paid.version() + 1);
    assertThat(made.order().settlement().refunds())
        .containsExactly(new Refund(1, euros(300), List.of(), "damaged", STAFF.at()));
    assertThat(made.order().settlement().refunded()).isEqualTo(euros(300));
    assertThat(made.order().settlement().refundStatus()).isEqualTo(RefundStatus.PARTIAL);
    assertThat(made.event().data())
        .isEqualTo(new OrderEvent.Refunded(made.order().settlement().refunds().getFirst(), false));
    assertThat(made.restocked()).isEmpty();
  }

  @Test
  void pieces_go_back_at_the_price_that_was_paid() {
    Order order = made(refund(paid, pieces("B", 1), pieces("A", 1))).order();

    assertThat(order.settlement().refunded()).isEqualTo(euros(599));
    assertThat(order.settlement().refunds().getFirst().lines())
        .containsExactly(pieces("A", 1), pieces("B", 1));
  }

  @Test
  void all_of_it_in_parts_is_a_full_refund_and_no_more_is_possible() {
    Order first = made(refund(paid, pieces("A", 2))).order();
    OrderChange.Made second = made(refund(first, 99));

    assertThat(second.order().settlement().refundStatus()).isEqualTo(RefundStatus.FULL);
    assertThat(((OrderEvent.Refunded) second.event().data()).complete()).isTrue();
    assertThat(second.order().allowedTransitions(ActorType.STAFF, STAFF.at()))
        .doesNotContain(Transition.REFUNDS);
    assertThat(first.allowedTransitions(ActorType.STAFF, STAFF.at())).contains(Transition.REFUNDS);
    assertThat(refund(second.order(), 1)).isEqualTo(new OrderChange.TooMuch(euros(0)));
  }

  @Test
  void more_than_was_captured_is_refused_with_what_is_left() {
    Order part = made(refund(paid, 1_000)).order();

    assertThat(refund(part, 100)).isEqualTo(new OrderChange.TooMuch(euros(99)));
    assertThat(refund(part, pieces("A", 1))).isEqualTo(new OrderChange.TooMuch(euros(99)));
    assertThat(OrderChanges.refund(part, amount(new Money(1, "USD")), STAFF))
        .isEqualTo(new OrderChange.TooMuch(euros(99)));
  }

  @Test
  void pieces_are_paid_back_once_and_only_those_that_were_ordered() {
    Order part = made(refund(paid, pieces("A", 1))).order();

    assertThat(refund(part, pieces("A", 1), pieces("A", 1), pieces("X", 1)))
        .isEqualTo(
            new OrderChange.TooManyPaidBack(
                List.of(new Shortage("A", 2, 1), new Shortage("X", 1, 0))));
  }

  @Test
  void a_cancellation_gives_back_what_refunds_have_left() {
    Order part = made(refund(paid, 300)).order();

    OrderChange.Made cancelled = made(OrderChanges.cancel(part, "late", STAFF));

    assertThat(cancelled.order().settlement().refunded()).isEqualTo(paid.total());
    assertThat(((OrderEvent.Cancelled) cancelled.event().data()).refunded()).isEqualTo(euros(799));
  }

  @Test
  void a_hundred_refunds_are_the_most() {
    Order order = Samples.paid(Samples.order(Samples.line("A", 1, 500)));
    Order full =
        IntStream.range(0, Settlement.MOST_REFUNDS)
            .boxed()
            .reduce(order, (next, _) -> made(refund(next, 1)).order(), (_, last) -> last);

    assertThat(refund(full, 1)).isEqualTo(new OrderChange.TooManyRefunds());
  }

  @Test
  void nothing_goes_back_of_an_order_that_was_not_paid() {
    Order pending = Samples.order(Samples.line("A", 1, 500));

    assertThat(refund(pending, 1))
        .isInstanceOfSatisfying(
            OrderChange.NotAllowed.class,
            refused -> assertThat(refused.step()).isEqualTo(Transition.REFUNDS));
  }

  @Test
  void the_books_agree_after_refunds_and_a_planted_amount_is_found() {
    Origin customer = Samples.origin(ActorType.CUSTOMER);
    Order pending = Samples.order(Samples.line("A", 1, 500));
    OrderChange.Made placed = OrderChanges.place(pending, customer);
    OrderChange.Made bought = made(OrderChanges.pay(pending, Samples.tender(euros(500)), customer));
    OrderChange.Made back = made(refund(bought.order(), 200));
    List<OrderEvent> history = List.of(placed.event(), bought.event(), back.event());

    assertThat(MoneyEquation.check(back.order(), history)).isEmpty();
    assertThat(MoneyEquation.check(back.order(), history.subList(0, 2)))
        .hasValueSatisfying(found -> assertThat(found.found()).isEqualTo("refunded 200 EUR"));
  }

  private static OrderChange refund(Order order, long cents) {
    return OrderChanges.refund(order, amount(euros(cents)), STAFF);
  }

  private static OrderChange refund(Order order, RequestedLine... lines) {
    return OrderChanges.refund(order, new RefundRequest.OfLines(List.of(lines), "returned"), STAFF);
  }

  private static RefundRequest amount(Money money) {
    return new RefundRequest.OfAmount(money, "damaged");
  }

  private static Money euros(long cents) {
    return new Money(cents, "EUR");
  }

  private static RequestedLine pieces(String sku, long quantity) {
    return new RequestedLine(sku, quantity);
  }

  private static OrderChange.Made made(OrderChange change) {
    assertThat(change).isInstanceOf(OrderChange.Made.class);
    return (OrderChange.Made) change;
  }
}
