package orderflow.orders.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Pieces by SKU in the order they were asked for; equal SKUs are added up, because a transaction
/// may touch a stock item only once.
public final class Basket {
  private final Map<String, Long> quantities;

  private Basket(Map<String, Long> quantities) {
    this.quantities = quantities;
  }

  public static Basket of(List<RequestedLine> lines) {
    Map<String, Long> quantities = new LinkedHashMap<>();
    for (RequestedLine line : lines) {
      quantities.merge(line.sku(), line.quantity(), Math::addExact);
    }
    return new Basket(quantities);
  }

  public Set<String> skus() {
    return Set.copyOf(quantities.keySet());
  }

  /// One line a SKU.
  public List<RequestedLine> lines() {
    return quantities.entrySet().stream()
        .map(entry -> new RequestedLine(entry.getKey(), entry.getValue()))
        .toList();
  }
}
