package orderflow.orders.domain;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The sales figures of one day in UTC, as far as events have arrived; see [Contribution] for what
/// each figure means.
///
/// @param products by SKU
public record DailyReport(LocalDate date, Counters totals, SortedMap<String, Counters> products) {
  public DailyReport {
    products = Collections.unmodifiableSortedMap(new TreeMap<>(products));
  }
}
