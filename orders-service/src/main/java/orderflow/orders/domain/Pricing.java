package orderflow.orders.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import orderflow.model.Money;

/// Prices a basket from the catalogue. Unknown products are told before inactive ones, those before
/// mixed currencies, those before a total that is too large.
public final class Pricing {
  /// Largest total in minor units: the largest integer every JSON reader keeps exact (RFC 8259 §6).
  public static final long MAX_TOTAL = (1L << 53) - 1;

  private Pricing() {}

  /// Prices the basket.
  ///
  /// @param catalogue the products found, by SKU
  public static Quote price(Basket basket, Map<String, Product> catalogue) {
    List<String> unknown = skusWhere(basket, sku -> !catalogue.containsKey(sku));
    if (!unknown.isEmpty()) {
      return new Quote.UnknownProducts(unknown);
    }
    List<OrderLine> lines = new ArrayList<>();
    List<String> inactive = new ArrayList<>();
    for (RequestedLine line : basket.lines()) {
      Product product = productOf(line, catalogue);
      lines.add(new OrderLine(line.sku(), product.name(), line.quantity(), product.price()));
      if (!product.active()) {
        inactive.add(line.sku());
      }
    }
    return inactive.isEmpty() ? total(lines) : new Quote.InactiveProducts(inactive);
  }

  private static Quote total(List<OrderLine> lines) {
    Set<String> currencies = new TreeSet<>();
    for (OrderLine line : lines) {
      currencies.add(line.unitPrice().currency());
    }
    if (currencies.size() > 1) {
      return new Quote.MixedCurrencies(currencies);
    }
    try {
      Money total = lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
      return total.amount() > MAX_TOTAL ? new Quote.TooLarge() : new Quote.Priced(lines, total);
    } catch (ArithmeticException e) {
      return new Quote.TooLarge();
    }
  }

  private static List<String> skusWhere(Basket basket, Predicate<String> condition) {
    return basket.lines().stream().map(RequestedLine::sku).filter(condition).toList();
  }

  private static Product productOf(RequestedLine line, Map<String, Product> catalogue) {
    Product product = catalogue.get(line.sku());
    if (product == null) {
      throw new IllegalStateException("no product " + line.sku());
    }
    return product;
  }
}
