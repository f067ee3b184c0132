package orderflow.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderRangeTest {
  private static final Instant NOW = Samples.NOW;

  @Test
  void without_bounds_all_customers_means_the_last_seven_days() {
    OrderRange range = valid(OrderRange.ofAll(Optional.empty(), Optional.empty(), NOW));

    assertThat(range.to()).isEqualTo(NOW.plusMillis(1));
    assertThat(Duration.between(range.from(), range.to())).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void an_end_alone_means_the_seven_days_before_it() {
    Instant end = NOW.minus(Duration.ofDays(100));

    OrderRange range = valid(OrderRange.ofAll(Optional.empty(), Optional.of(end), NOW));

    assertThat(range).isEqualTo(new OrderRange(end.minus(Duration.ofDays(7)), end));
  }

  @Test
  void a_beginning_alone_means_the_31_days_after_it() {
    Instant start = NOW.minus(Duration.ofDays(100));

    OrderRange range = valid(OrderRange.ofAll(Optional.of(start), Optional.empty(), NOW));

    assertThat(range).isEqualTo(new OrderRange(start, start.plus(Duration.ofDays(31))));
  }

  @Test
  void exactly_31_days_are_taken_and_a_millisecond_more_is_refused() {
    Instant end = NOW.plus(Duration.ofDays(31));

    OrderRange.Result exact = OrderRange.ofAll(Optional.of(NOW), Optional.of(end), NOW);
    OrderRange.Result more =
        OrderRange.ofAll(Optional.of(NOW), Optional.of(end.plusMillis(1)), NOW);

    assertThat(exact).isInstanceOf(OrderRange.Valid.class);
    assertThat(more).isEqualTo(new OrderRange.Invalid(OrderRange.Refusal.TOO_LARGE));
  }

  @Test
  void an_end_before_the_beginning_is_refused() {
    Optional<Instant> earlier = Optional.of(NOW.minusMillis(1));

    assertThat(OrderRange.ofAll(Optional.of(NOW), earlier, NOW))
        .isEqualTo(new OrderRange.Invalid(OrderRange.Refusal.REVERSED));
    assertThat(OrderRange.ofCustomer(Optional.of(NOW), earlier))
        .isEqualTo(new OrderRange.Invalid(OrderRange.Refusal.REVERSED));
  }

  @Test
  void one_customers_orders_have_no_largest_range() {
    OrderRange range = valid(OrderRange.ofCustomer(Optional.empty(), Optional.empty()));

    assertThat(range.from()).isEqualTo(Instant.EPOCH);
    assertThat(range.to()).isAfter(Instant.parse("9999-12-31T23:59:59Z"));
  }

  @Test
  void bounds_beyond_what_an_id_can_hold_are_moved_to_it() {
    OrderRange range =
        valid(OrderRange.ofCustomer(Optional.of(Instant.MIN), Optional.of(Instant.MAX)));

    assertThat(range.from()).isEqualTo(Instant.EPOCH);
    assertThat(range.to().toEpochMilli()).isEqualTo((1L << 48) - 1);
    assertThat(OrderRange.ofAll(Optional.of(Instant.MAX), Optional.empty(), NOW))
        .isInstanceOf(OrderRange.Valid.class);
  }

  @Test
  void fractions_of_a_millisecond_round_up_at_both_ends() {
    OrderRange range = new OrderRange(NOW.plusNanos(1), NOW.plusNanos(1_000_001));

    assertThat(range).isEqualTo(new OrderRange(NOW.plusMillis(1), NOW.plusMillis(2)));
  }

  private static OrderRange valid(OrderRange.Result result) {
    assertThat(result).isInstanceOf(OrderRange.Valid.class);
    return ((OrderRange.Valid) result).range();
  }
}
