package orderflow.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BasketTest {

  @Test
  void equal_skus_are_added_up_in_the_order_they_came() {
    Basket basket =
        Basket.of(
            List.of(
                new RequestedLine("B", 2), new RequestedLine("A", 1), new RequestedLine("B", 3)));

    List<RequestedLine> lines = basket.lines();

    assertThat(lines).containsExactly(new RequestedLine("B", 5), new RequestedLine("A", 1));
  }

  @Test
  void skus_that_differ_in_case_are_different_products() {
    Basket basket = Basket.of(List.of(new RequestedLine("a", 1), new RequestedLine("A", 1)));

    assertThat(basket.skus()).containsExactlyInAnyOrder("a", "A");
  }

  @Test
  void a_sum_beyond_long_is_refused_instead_of_wrapping() {
    List<RequestedLine> lines =
        List.of(new RequestedLine("A", Long.MAX_VALUE), new RequestedLine("A", 1));

    assertThatThrownBy(() -> Basket.of(lines)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void a_line_of_no_pieces_cannot_be_made() {
    assertThatThrownBy(() -> new RequestedLine("A", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
  }
}
