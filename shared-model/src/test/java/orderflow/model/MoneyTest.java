package orderflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MoneyTest {

  @Test
  void amounts_of_one_currency_add_subtract_and_multiply() {
    Money price = new Money(1999, "EUR");

    assertThat(price.plus(new Money(1, "EUR"))).isEqualTo(new Money(2000, "EUR"));
    assertThat(price.minus(new Money(2000, "EUR"))).isEqualTo(new Money(-1, "EUR"));
    assertThat(price.times(3)).isEqualTo(new Money(5997, "EUR"));
  }

  @Test
  void currencies_never_mix() {
    assertThatThrownBy(() -> new Money(1, "EUR").plus(new Money(1, "USD")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("EUR")
        .hasMessageContaining("USD");
  }

  @Test
  void an_overflow_is_a_fault_and_never_a_small_number() {
    assertThatThrownBy(() -> new Money(Long.MAX_VALUE, "EUR").plus(new Money(1, "EUR")))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new Money(Long.MAX_VALUE / 2, "EUR").times(3))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void a_currency_is_three_capital_letters() {
    assertThat(Money.isCurrency("EUR")).isTrue();
    assertThat(Money.isCurrency("eur")).isFalse();
    assertThat(Money.isCurrency("EU")).isFalse();
    assertThatThrownBy(() -> new Money(1, "euro")).hasMessageContaining("'euro'");
  }
}
