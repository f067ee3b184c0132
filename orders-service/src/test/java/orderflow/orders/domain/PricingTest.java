package orderflow.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import orderflow.model.Money;
import org.junit.jupiter.api.Test;

class PricingTest {

  @Test
  void the_total_is_the_sum_of_quantity_times_price() {
    Basket basket = Basket.of(List.of(new RequestedLine("A", 3), new RequestedLine("B", 1)));

    Quote quote =
        Pricing.price(basket, catalogue(Samples.product("A", 1250), Samples.product("B", 990)));

    assertThat(quote)
        .isEqualTo(
            new Quote.Priced(
                List.of(Samples.line("A", 3, 1250), Samples.line("B", 1, 990)),
                new Money(4740, "EUR")));
  }

  @Test
  void a_free_product_costs_nothing() {
    Quote quote = Pricing.price(basket("A", 7), catalogue(Samples.product("A", 0)));

    assertThat(quote)
        .isInstanceOfSatisfying(
            Quote.Priced.class,
            priced -> assertThat(priced.total()).isEqualTo(new Money(0, "EUR")));
  }

  @Test
  void all_unknown_products_are_named() {
    Basket basket =
        Basket.of(
            List.of(
                new RequestedLine("X", 1), new RequestedLine("A", 1), new RequestedLine("Y", 1)));

    Quote quote = Pricing.price(basket, catalogue(Samples.product("A", 1)));

    assertThat(quote).isEqualTo(new Quote.UnknownProducts(List.of("X", "Y")));
  }

  @Test
  void inactive_products_are_named() {
    Product inactive = Samples.product("B", new Money(1, "EUR"), false);
    Basket basket = Basket.of(List.of(new RequestedLine("A", 1), new RequestedLine("B", 1)));

    Quote quote = Pricing.price(basket, catalogue(Samples.product("A", 1), inactive));

    assertThat(quote).isEqualTo(new Quote.InactiveProducts(List.of("B")));
  }

  @Test
  void two_currencies_are_refused() {
    Product dollars = Samples.product("B", new Money(1, "USD"), true);
    Basket basket = Basket.of(List.of(new RequestedLine("A", 1), new RequestedLine("B", 1)));

    Quote quote = Pricing.price(basket, catalogue(Samples.product("A", 1), dollars));

    assertThat(quote).isEqualTo(new Quote.MixedCurrencies(Set.of("EUR", "USD")));
  }

  @Test
  void the_largest_total_is_accepted() {
    Quote quote = Pricing.price(basket("A", 1), catalogue(Samples.product("A", Pricing.MAX_TOTAL)));

    assertThat(quote).isInstanceOf(Quote.Priced.class);
  }

  @Test
  void a_total_beyond_what_json_keeps_exact_is_refused() {
    Basket basket = Basket.of(List.of(new RequestedLine("A", 1), new RequestedLine("B", 1)));

    Quote quote =
        Pricing.price(
            basket, catalogue(Samples.product("A", Pricing.MAX_TOTAL), Samples.product("B", 1)));

    assertThat(quote).isEqualTo(new Quote.TooLarge());
  }

  @Test
  void a_total_beyond_long_is_refused_instead_of_wrapping() {
    Quote quote =
        Pricing.price(basket("A", 500_000), catalogue(Samples.product("A", Pricing.MAX_TOTAL)));

    assertThat(quote).isEqualTo(new Quote.TooLarge());
  }

  private static Basket basket(String sku, long quantity) {
    return Basket.of(List.of(new RequestedLine(sku, quantity)));
  }

  private static Map<String, Product> catalogue(Product... products) {
    return Arrays.stream(products).collect(Collectors.toMap(Product::sku, Function.identity()));
  }
}
