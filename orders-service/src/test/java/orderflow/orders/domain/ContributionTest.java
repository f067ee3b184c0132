package orderflow.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orderflow.model.Money;
import org.junit.jupiter.api.Test;

class ContributionTest {
  private static final Instant NOW = Samples.NOW;
  private static final OrderEvent PLACED =
      Histories.placed("ord_1", "usr_1", NOW, Samples.line("A", 2, 500), Samples.line("B", 1, 30));

  @Test
  void a_placed_order_counts_as_one_and_its_pieces_as_ordered_but_brings_no_money() {
    Contribution contribution = Contribution.of(PLACED);

    assertThat(contribution.totals().figures()).isEqualTo(Map.of("orders", 1L));
    assertThat(contribution.products())
        .isEqualTo(Map.of("A", counters("units", 2), "B", counters("units", 1)));
  }

  @Test
  void a_payment_is_revenue_of_the_day_and_of_each_product() {
    Contribution contribution = Contribution.of(Histories.paid(PLACED, NOW));

    assertThat(contribution.totals().figures()).isEqualTo(Map.of("revenue#EUR", 1_030L));
    assertThat(contribution.products())
        .isEqualTo(Map.of("A", counters("revenue#EUR", 1_000), "B", counters("revenue#EUR", 30)));
  }

  @Test
  void a_cancellation_counts_what_went_back_of_money_and_pieces() {
    Contribution paid =
        Contribution.of(Histories.cancelled(PLACED, 3, new Money(1_030, "EUR"), NOW));
    Contribution unpaid = Contribution.of(Histories.cancelled(PLACED, 2, Money.zero("EUR"), NOW));

    assertThat(paid.totals().figures())
        .isEqualTo(Map.of("cancellations", 1L, "refunds#EUR", 1_030L));
    assertThat(unpaid.totals().figures()).isEqualTo(Map.of("cancellations", 1L));
    assertThat(paid.products())
        .isEqualTo(Map.of("A", counters("unitsReturned", 2), "B", counters("unitsReturned", 1)));
  }

  @Test
  void an_expiry_counts_and_gives_pieces_back() {
    Contribution contribution = Contribution.of(Histories.expired(PLACED, NOW));

    assertThat(contribution.totals().figures()).isEqualTo(Map.of("expiries", 1L));
    assertThat(contribution.products()).containsEntry("A", counters("unitsReturned", 2));
  }

  @Test
  void an_event_of_an_unknown_type_counts_nowhere() {
    Contribution contribution =
        Contribution.of(
            Histories.next(PLACED, 2, NOW, new OrderEvent.Other("order.returned", "{}")));

    assertThat(contribution.totals()).isEqualTo(Counters.none());
    assertThat(contribution.products()).isEmpty();
  }

  @Test
  void lines_of_one_product_are_one_sum_and_a_gift_is_no_revenue() {
    OrderEvent placed =
        Histories.placed("ord_1", "usr_1", NOW, Samples.line("A", 2, 0), Samples.line("A", 3, 0));

    assertThat(Contribution.of(placed).products()).isEqualTo(Map.of("A", counters("units", 5)));
    assertThat(Contribution.of(Histories.paid(placed, NOW)).products()).isEmpty();
  }

  @Test
  void sums_keep_currencies_apart_in_their_order_and_refuse_to_overflow() {
    Counters sums =
        Counters.none()
            .plus("revenue", new Money(5, "USD"))
            .plus("revenue", new Money(7, "EUR"))
            .plus("revenue", new Money(1, "USD"))
            .plus("refunds", new Money(2, "EUR"));

    assertThat(sums.money("revenue")).isEqualTo(List.of(new Money(7, "EUR"), new Money(6, "USD")));
    assertThat(sums.money("refunds")).isEqualTo(List.of(new Money(2, "EUR")));
    assertThat(sums.count("orders")).isZero();
    assertThatThrownBy(() -> sums.plus("n", Long.MAX_VALUE).plus("n", 1))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void a_position_in_the_feed_survives_its_text() {
    FeedPosition position = new FeedPosition(3, List.of(0L, 12L, 9_000_000_000L, 1L));

    assertThat(FeedPosition.of(position.text())).isEqualTo(position);
  }

  private static Counters counters(String figure, long value) {
    return new Counters(new TreeMap<>(Map.of(figure, value)));
  }
}
