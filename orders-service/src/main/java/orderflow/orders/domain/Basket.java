package orderflow.orders.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Pieces by SKU in the order they were asked for; equal SKUs are added up, because a transaction
/// may touch a stock item only once. It remembers where each SKU was asked for.
public final class Basket {
  private final Map<String, Long> quantities;
  private final Map<String, List<Integer>> positions;

  private Basket(Map<String, Long> quantities, Map<String, List<Integer>> positions) {
    this.quantities = quantities;
    this.positions = positions;
  }

  public static Basket of(List<RequestedLine> lines) {
    Map<String, Long> quantities = new LinkedHashMap<>();
    Map<String, List<Integer>> positions = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      RequestedLine line = lines.get(i);
      quantities.merge(line.sku(), line.quantity(), Math::addExact);
      positions.computeIfAbsent(line.sku(), _ -> new ArrayList<>()).add(i);
    }
    return new Basket(quantities, positions);
  }

  /// Where the lines as sent name this SKU, from 0.
  public List<Integer> positions(String sku) {
    return List.copyOf(positions.getOrDefault(sku, List.of()));
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
