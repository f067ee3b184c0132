package orderflow.orders.domain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import orderflow.model.Money;

/// Sums by figure. They add up to the same in whatever order; a figure that is not there is zero.
///
/// @param figures never zero; amounts of money are minor units, one figure for each currency
public record Counters(SortedMap<String, Long> figures) {
  public static final String ORDERS = "orders";
  public static final String CANCELLATIONS = "cancellations";
  public static final String EXPIRIES = "expiries";
  public static final String UNITS = "units";
  public static final String UNITS_RETURNED = "unitsReturned";
  public static final String REVENUE = "revenue";
  public static final String REFUNDS = "refunds";

  private static final Counters NONE = new Counters(new TreeMap<>());
  private static final char CURRENCY = '#';

  public Counters {
    TreeMap<String, Long> copy = new TreeMap<>(figures);
    copy.values().removeIf(value -> value == 0);
    figures = Collections.unmodifiableSortedMap(copy);
  }

  public static Counters none() {
    return NONE;
  }

  public Counters plus(String figure, long value) {
    return plus(new Counters(new TreeMap<>(Map.of(figure, value))));
  }

  public Counters plus(String figure, Money money) {
    return plus(figure + CURRENCY + money.currency(), money.amount());
  }

  /// Both together.
  ///
  /// @throws ArithmeticException when a sum does not fit
  public Counters plus(Counters other) {
    TreeMap<String, Long> sums = new TreeMap<>(figures);
    other.figures.forEach((figure, value) -> sums.merge(figure, value, Math::addExact));
    return new Counters(sums);
  }

  public long count(String figure) {
    return figures.getOrDefault(figure, 0L);
  }

  /// The amounts of a figure, by currency in alphabetical order.
  public List<Money> money(String figure) {
    return figures.tailMap(figure + CURRENCY).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(figure + CURRENCY))
        .map(entry -> new Money(entry.getValue(), entry.getKey().substring(figure.length() + 1)))
        .toList();
  }
}
