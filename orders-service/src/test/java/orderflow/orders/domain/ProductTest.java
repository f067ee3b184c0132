package orderflow.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import orderflow.model.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {

  @ParameterizedTest
  @ValueSource(strings = {"SKU-001", "a", "9.x_Y-z"})
  void letters_digits_dots_dashes_and_underscores_make_a_sku(String text) {
    assertThat(Product.isSku(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a b", "a#b", "a/b", "ä", "a\n"})
  void anything_else_does_not(String text) {
    assertThat(Product.isSku(text)).isFalse();
  }

  @Test
  void a_sku_has_at_most_64_characters() {
    assertThat(Product.isSku("x".repeat(64))).isTrue();
    assertThat(Product.isSku("x".repeat(65))).isFalse();
  }

  @Test
  void a_change_counts_the_version_up_and_keeps_the_initial_stock() {
    Product product = Product.created("A", new ProductValues("Mug", euro(5), true), 7);

    Product changed = product.changedTo(new ProductValues("Cup", euro(6), false));

    assertThat(changed).isEqualTo(new Product("A", "Cup", euro(6), false, 7, 2));
  }

  private static Money euro(long amount) {
    return new Money(amount, "EUR");
  }
}
